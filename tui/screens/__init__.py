"""Full-screen screens and dialogs, one file per flow."""
