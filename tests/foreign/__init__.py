"""An app that is not ours, to show that the playground serves any."""
