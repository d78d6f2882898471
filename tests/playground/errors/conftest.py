"""Which of these tests can run here."""

import os

collect_ignore = [] if "SLACK_METHODS_JSON" in os.environ else ["test_reference.py"]
