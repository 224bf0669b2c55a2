"""The small interface by which tests and the page's panel make trouble and ask what went wrong."""

from deploy.playground import faults
from deploy.playground.errors import Form, Json
from deploy.playground.gateway import DISTURBANCES
from deploy.playground.rest.routes import Call, control


@control("GET", "/report")
def report(call: Call) -> Json:
    found = call.hub.report
    return {"unknown_routes": found.unknown_routes, "violations": found.violations}


@control("GET", "/faults")
def listed(call: Call) -> Json:
    return {
        "actions": [{"action": key, "about": about} for key, about in faults.ACTIONS.items()],
        "gateway": [{"action": key, "about": about} for key, about in DISTURBANCES.items()],
        "waiting": [fault.told() for fault in call.hub.faults.waiting],
    }


@control("POST", "/faults")
def add(call: Call) -> None:
    call.hub.faults.add(call.form)


@control("DELETE", "/faults")
def clear(call: Call) -> None:
    call.hub.faults.waiting.clear()


@control("POST", "/gateway")
async def disturb(call: Call) -> None:
    form, action = Form(), call.form.get("action")
    form.choice("action", action, DISTURBANCES)
    form.settle()
    await call.hub.gateway.disturb(str(action))
