"""What is said of an organisation that comes to the site: the same form for the admin, the command and a list's row."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import OrganisationPage
from search.text import name_key, one_line

# The longest name that Django's users have; an editor's is the address.
LONGEST_ADDRESS = 150

# What people call the kinds in a list, beside the kinds' own names.
KINDS = {
    OrganisationPage.Kind.AUTHORITY: "управление|орган управления|отдел образования|управление образования",
    OrganisationPage.Kind.SCHOOL: "школа|гимназия|лицей|сош|оош|кадетская школа",
    OrganisationPage.Kind.KINDERGARTEN: "детский сад|детсад|сад|доу|ясли",
    OrganisationPage.Kind.CENTRE: "центр|дополнительное образование|дом творчества|дворец творчества",
    OrganisationPage.Kind.COLLEGE: "колледж|техникум",
    OrganisationPage.Kind.UNIVERSITY: "вуз|университет|институт",
    OrganisationPage.Kind.PARTNER: "партнёр|партнер",
}


def kind_called(text: str) -> str:
    """Return the kind's value for any of its names; what is no name of a kind is returned as it is."""
    key = name_key(text)
    for kind in OrganisationPage.Kind:
        names = [kind.value, str(kind.label), *str(kind.label).split(","), *KINDS[kind].split("|")]
        if key in map(name_key, names):
            return str(kind.value)
    return text


class EnrolmentForm(forms.ModelForm):
    """An organisation and its first editor."""

    title = forms.CharField(label=_("Название"), max_length=255, help_text=_("Как говорят: «Школа № 3»."))
    website = forms.URLField(label=_("Сайт"), required=False, max_length=200, assume_scheme="https")
    editor_email = forms.EmailField(
        label=_("Почта первого редактора"),
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=_("На неё придёт приглашение со ссылкой, по которой редактор задаст свой пароль."),
    )
    editor_name = forms.CharField(label=_("Имя редактора"), required=False, max_length=150)

    class Meta:
        model = OrganisationPage
        fields = [
            "title",
            "kind",
            "full_name",
            "other_names",
            "district",
            "address",
            "phone",
            "email",
            "website",
        ]
        widgets = {"full_name": forms.TextInput, "other_names": forms.Textarea(attrs={"rows": 3})}

    def clean_title(self) -> str:
        """Return the name on one line; a name without a letter or a digit is none."""
        title = one_line(self.cleaned_data["title"])
        if not name_key(title):
            raise forms.ValidationError(_("В названии нет ни букв, ни цифр."))
        return title

    def clean_editor_email(self) -> str:
        """Return the address in small letters: it is the name to sign in with."""
        return str(self.cleaned_data["editor_email"]).lower()

    def clean_editor_name(self) -> str:
        """Return the name on one line: it goes into a letter."""
        return one_line(self.cleaned_data["editor_name"])

    def _post_clean(self) -> None:
        """Leave the page alone: what is valid is given to `enrol`, which may know the organisation already."""

    @property
    def said(self) -> dict[str, str]:
        """What a valid form says: the fields that are filled."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def complaints(self) -> list[str]:
        """What is wrong, each with its field's name."""
        return [
            f"{self.fields[name].label}: {error}" if name in self.fields else str(error)
            for name, errors in self.errors.items()
            for error in errors
        ]
