"""The station on the screen: widgets, screens, the app and the command line."""
