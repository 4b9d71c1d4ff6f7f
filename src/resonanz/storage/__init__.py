"""What both programs know about their databases and files. No tables here: each program keeps its own."""
