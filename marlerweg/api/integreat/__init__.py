"""The directory in the shapes of Integreat's interface, version 3, so that its app can show the town's offers."""
