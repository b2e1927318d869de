"""What the two contracts say of a connector group and of its address."""
from dataclasses import dataclass, field

RESOURCE_TYPE = "#microsoft.graph.connectorGroup"
REGIONS = ("nam", "eur", "aus", "asia", "ind")
TYPES = ("applicationProxy",)


@dataclass(frozen=True)
class Member:
    kind: type  # str or bool
    nullable: bool = False
    values: tuple = ()  # of an enumeration
    evolvable: bool = False  # then a response may hold other values


@dataclass(frozen=True)
class Contract:
    name: str
    path: str  # below the version
    versions: tuple
    statuses: tuple  # of success, for a client
    context: str  # the fragment of a context URL
    members: dict  # as a response has them, every one
    writable: tuple  # the members that a create may hold; `name` is due
    read_only: tuple  # and those that it must leave to the service
    defaults: dict = field(default_factory=dict)


GRAPH_2017 = Contract(
    name="graph-2017",
    path="/connectorGroups",
    versions=("beta", "v1.0"),
    statuses=(201,),
    context="connectorGroups",
    members={
        "id": Member(str),
        "name": Member(str),
        "connectorGroupType": Member(str),
        "isDefault": Member(bool),
    },
    writable=("name", "connectorGroupType", "isDefault"),
    read_only=("id", "applications", "members"),
    defaults={"connectorGroupType": "applicationProxy", "isDefault": False},
)

GRAPH_BETA = Contract(
    name="graph-beta",
    path="/onPremisesPublishingProfiles/applicationProxy/connectorGroups",
    versions=("beta",),
    statuses=(201, 200),
    context="onPremisesPublishingProfiles('applicationProxy')/connectorGroups",
    members={
        "id": Member(str),
        "name": Member(str),
        "connectorGroupType": Member(str, values=TYPES),
        "isDefault": Member(bool),
        "region": Member(str, nullable=True, values=REGIONS, evolvable=True),
    },
    writable=("name", "region"),
    read_only=("id", "connectorGroupType", "isDefault", "applications", "members"),
    defaults={"connectorGroupType": "applicationProxy", "isDefault": False, "region": None},
)

CONTRACTS = {contract.name: contract for contract in (GRAPH_2017, GRAPH_BETA)}
