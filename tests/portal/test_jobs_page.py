"""The administrator sees what was given up, and can have it tried again; each deed stands in the record."""

import uuid

import pytest
from django.conf import settings
from django.test import Client

from marlerweg.audit.models import Event
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.models import Job
from tests.cast import Cast


@pytest.fixture
def technician(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def dead(cast: Cast) -> Job:
    from marlerweg.foundation.mail import send_later

    send_later("jemand@cast.example", "Betreff", "Text", language="de", dedupe=str(uuid.uuid4()))
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(state=Job.State.DEAD, finished_at=clock.now())
    return job


def test_a_dead_letter_is_shown_without_its_contents_and_tried_again(technician: Client, dead: Job) -> None:
    page = technician.get("/technik/aufgaben/").content.decode()
    assert str(dead.pk) in page
    assert "jemand@cast.example" not in page
    technician.post("/technik/aufgaben/", {"job": str(dead.pk), "deed": "retry"})
    dead.refresh_from_db()
    assert dead.state == Job.State.WAITING
    assert Event.objects.filter(action="job.retried", object_id=str(dead.pk)).count() == 1


def test_an_unknown_job_does_not_exist(technician: Client) -> None:
    assert (
        technician.post("/technik/aufgaben/", {"job": str(uuid.uuid4()), "deed": "discard"}).status_code
        == 404
    )
