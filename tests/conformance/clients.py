"""The five kinds of client, by the names of the table's columns."""

from tests.conformance.bolt import BoltHttp, BoltSocket
from tests.conformance.raw_http import Raw
from tests.conformance.sdk import Async, Sync

CLIENTS: dict[str, type[Sync | Async | BoltSocket | BoltHttp | Raw]] = {
    "slack_sdk": Sync,
    "slack_sdk async": Async,
    "Bolt socket": BoltSocket,
    "Bolt HTTP": BoltHttp,
    "raw HTTP": Raw,
}
