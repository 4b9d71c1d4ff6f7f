"""The pages of the room: what people see and press. Views parse and answer; the use cases are in ``usecases``."""
