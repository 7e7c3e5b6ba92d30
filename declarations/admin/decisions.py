"""Buttons and actions that decide something, and what the page says when a rule forbids it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect

from ..roles import check_opening
from .history import KeepsHistory, reason_of
from .links import change_address


@dataclass(frozen=True)
class Button:
    """A decision offered beside "Save", which saves the form first.

    `decide(request, row, reason)` takes it and returns the row to go on with, or None to go back to the list. `done`
    says what happened. Only who has the `permission` sees the button or may take the decision.
    """

    name: str
    label: str
    done: str
    decide: Callable
    permission: str = ""

    def is_open_to(self, user) -> bool:
        return not self.permission or user.has_perm(self.permission)


class ActionFormWithReason(ActionForm):
    why = forms.CharField(required=False, label="Why:", widget=forms.TextInput(attrs={"size": 40}))


class Decides(KeepsHistory):
    """A page that records through the layers below: they say what is allowed, the page shows what they said."""

    action_form = ActionFormWithReason

    def get_buttons(self, row) -> Iterable[Button]:
        """The decisions that `row` waits for. On the form for a new one there is none, and `row` is None."""
        return []

    def record(self, request, form):
        """Makes the row that a form for a new one asks for, and returns it."""
        super().save_model(request, form.instance, form, change=False)
        return form.instance

    def revise(self, request, form) -> None:
        """Saves what the form changed of a row."""
        super().save_model(request, form.instance, form, change=True)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.__dict__.update(self.record(request, form).__dict__)
        elif form.has_changed():
            check_opening(request.user, self.model._default_manager.get(pk=obj.pk), obj)
            self.revise(request, form)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if wanted := request.POST.get("_decision"):
            button = next((button for button in self.get_buttons(form.instance) if button.name == wanted), None)
            if button is None:
                raise ValidationError("This was decided by somebody else meanwhile. Look at it as it is now.")
            if not button.is_open_to(request.user):
                raise PermissionDenied
            request.decided = button, button.decide(request, form.instance, reason_of(form))

    def response_add(self, request, obj, post_url_continue=None):
        return self._after_decision(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._after_decision(request, obj) or super().response_change(request, obj)

    def _after_decision(self, request, obj):
        if not hasattr(request, "decided"):
            return None
        button, next_row = request.decided
        self.message_user(request, button.done, messages.SUCCESS)
        return redirect(change_address(next_row)) if next_row else self.response_post_save_change(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        buttons = self.get_buttons(obj) if self.may_save(request, obj) else []
        context["decision_buttons"] = [button for button in buttons if button.is_open_to(request.user)]
        context["show_save_and_add_another"] = not context["decision_buttons"]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, IntegrityError) as error:
            # Nothing was saved. The same form again, which says why.
            request.refusal = ValidationError(sentences(error))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def decide_each(self, request, rows, decide: Callable, done: str) -> None:
        """Takes a decision about each of `rows`; says how many were `done`, and why the others were not."""
        count = 0
        for row in rows:
            try:
                with transaction.atomic():
                    decide(row)
                count += 1
            except (ValidationError, IntegrityError) as error:
                self.message_user(request, f"{row}: {' '.join(sentences(error))}", messages.ERROR)
        if count:
            self.message_user(request, f"{count} {done}.", messages.SUCCESS)


def sentences(error: ValidationError | IntegrityError) -> list[str]:
    """What a refusal says to people. The database names the constraint that refused; the model has its sentence."""
    if isinstance(error, ValidationError):
        return error.messages
    for model in apps.get_app_config("declarations").get_models():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return [constraint.get_violation_error_message()]
    return ["This cannot be saved: it contradicts what is recorded already."]
