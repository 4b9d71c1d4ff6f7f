"""What the package's weights were trained with. Run by hand, never by the pipeline."""
