"""Describe what the catalogue answers, member by member."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from foundation.api.pages import Cursors


class TwoLanguages(serializers.Serializer[Any]):
    """Hold one text in both languages."""

    id = serializers.CharField(help_text="Indonesian.")
    en = serializers.CharField(help_text="English; null where nobody wrote it yet.", allow_null=True)


class Promise(serializers.Serializer[Any]):
    """Say how long the service takes at most."""

    amount = serializers.IntegerField(help_text="How many units.")
    unit = serializers.CharField(help_text="`working_days`, `days`, `hours` or `minutes`.")
    status = serializers.CharField(help_text="How sure the figure is: `proposal` until a decree says it.")


class Price(serializers.Serializer[Any]):
    """Say what the service costs."""

    amount = serializers.IntegerField(allow_null=True, help_text="Rupiah; null where a formula works it out.")
    kind = serializers.CharField(allow_null=True, help_text="`free`, `retribution`, or what the law calls it.")


class ServiceBrief(serializers.Serializer[Any]):
    """Describe one service in a list."""

    code = serializers.CharField(help_text="Code of the service, as the catalogue numbers it.")
    slug = serializers.CharField(help_text="The public name; part of its address.")
    title = TwoLanguages()
    summary = TwoLanguages()
    kind = serializers.CharField(help_text="`service`, `complaint`, `information`, `report` or `objection`.")
    agency = serializers.CharField(allow_null=True, help_text="Slug of the agency; null where an answer decides it.")
    category = serializers.CharField(allow_null=True, help_text="Group of the catalogue.")
    life_events = serializers.ListField(child=serializers.CharField(), help_text="Events in a life it belongs to.")
    synonyms = serializers.ListField(child=serializers.CharField(), help_text="What people call it.")
    access = serializers.CharField(help_text="How well the applicant must be known, from `anonymous` up.")
    is_open = serializers.BooleanField(help_text="Whether it takes requests now.")
    closed_reason = serializers.CharField(allow_blank=True, help_text="Why not.")
    opens_at = serializers.CharField(allow_null=True, help_text="When it opens again, ISO 8601.")
    duration = Promise(allow_null=True)
    fee = Price(allow_null=True)
    url = serializers.CharField(help_text="Its page for people.")
    checksum = serializers.CharField(help_text="SHA-256 of the document in force.")


class ServicePage(Cursors):
    """Hold one page of services."""

    items = ServiceBrief(many=True)


class Need(serializers.Serializer[Any]):
    """Name one paper or condition."""

    title = serializers.CharField(help_text="What is needed.")
    note = serializers.CharField(allow_blank=True, help_text="What to know about it.")
    when = serializers.CharField(allow_blank=True, help_text="In which case; empty when always.")
    always = serializers.BooleanField(help_text="Whether everybody needs it.")


class Procedure(serializers.Serializer[Any]):
    """Describe one step of the way."""

    title = serializers.CharField(help_text="The step.")
    text = serializers.CharField(allow_blank=True, help_text="What happens in it.")


class StandardTime(serializers.Serializer[Any]):
    """Say where the promised time comes from."""

    status = serializers.CharField(allow_blank=True, help_text="How sure it is.")
    source = serializers.CharField(allow_blank=True, help_text="Who says so.")  # type: ignore[assignment]
    note = serializers.CharField(allow_blank=True, help_text="What to know about it.")


class StandardFee(serializers.Serializer[Any]):
    """Say what to know about the fee."""

    note = serializers.CharField(allow_blank=True, help_text="In words.")


class ServiceStandard(serializers.Serializer[Any]):
    """Hold the public components of the standard (UU 25/2009 art. 21)."""

    requirements = Need(many=True)
    procedure = Procedure(many=True)
    duration = StandardTime()
    fee = StandardFee()
    product = serializers.ListField(child=serializers.CharField(), help_text="What one gets.")
    complaint = serializers.ListField(child=serializers.CharField(), help_text="Where to complain.")
    legal_basis = serializers.ListField(child=serializers.CharField(), help_text="The law it rests on.")


class HandoffShape(serializers.Serializer[Any]):
    """Name the national system that finishes the service."""

    system = serializers.CharField(help_text="Its name.")
    note = serializers.CharField(allow_blank=True, help_text="What that means for the applicant.")


class Contact(serializers.Serializer[Any]):
    """Say whom to call."""

    label = serializers.CharField(help_text="Who answers.")  # type: ignore[assignment]
    phone = serializers.CharField(help_text="Telephone number.")


class ServiceFull(ServiceBrief):
    """Describe one service with its standard."""

    standard = ServiceStandard()
    handoff = HandoffShape(allow_null=True)
    contacts = Contact(many=True)
    confidence = serializers.CharField(allow_null=True, help_text="How sure the facts are.")
    sources = serializers.ListField(child=serializers.CharField(), help_text="Where the facts come from.")


class FormShape(serializers.Serializer[Any]):
    """Hold the questions of a service as its document puts them; the document's JSON Schema explains each keyword."""

    service = serializers.CharField(help_text="Slug of the service.")
    checksum = serializers.CharField(help_text="SHA-256 of the document these questions stand in.")
    eligibility = serializers.JSONField(help_text="Questions and rules before the first page; page id `kelayakan`.")
    form = serializers.JSONField(help_text="Pages with their fields, and rules that compare answers.")
    lists = serializers.JSONField(help_text="Lists that fields of type `reference` choose from.")
