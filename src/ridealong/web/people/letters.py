"""Letters that people get from the desk: the invitation."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from ridealong.report.words import _
from ridealong.web.people.links import link_of
from ridealong.web.people.models import Invitation, Organisation

_LOG = logging.getLogger(__name__)


def send_invitation(invitation: Invitation) -> bool:
    """Send somebody their link; False where the mail server did not take it."""
    place = Organisation.get().name
    told = {"invitation": invitation, "link": link_of(invitation), "organisation": place}
    body = render_to_string("people/letters/invitation.txt", told)
    subject = _("Your place at the desk of {organisation}").format(organisation=place)
    to = invitation.person.email
    try:
        send_mail(subject, body, None, [to])
    except (OSError, SMTPException) as error:
        _LOG.error("The invitation to %s could not be sent: %s", to, error)
        return False
    return True
