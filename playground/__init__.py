"""A local Slack workspace over real sockets, to try and to test Slack apps without Slack."""

from playground.clock import Clock, ManualClock, SystemClock
from playground.driver import Driver, NotYet
from playground.driver_models import CannotDo, Direct, Option, Reply, Room, Seen
from playground.fault_rules import Fault
from playground.in_process import Playground
from playground.modal_driver import Home, Modal, Outcome
from playground.person_driver import Person
from playground.traffic import depth
from playground.workspace import Try

__all__ = [
    "CannotDo",
    "Clock",
    "Direct",
    "Driver",
    "Fault",
    "Home",
    "ManualClock",
    "Modal",
    "NotYet",
    "Option",
    "Outcome",
    "Person",
    "Playground",
    "Reply",
    "Room",
    "Seen",
    "SystemClock",
    "Try",
    "depth",
]
