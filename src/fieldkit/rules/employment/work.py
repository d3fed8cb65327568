"""The job: age for it, light work, prohibited work, streets and industry (EMP-01, 02, 13, 17, 18)."""

from __future__ import annotations

from fieldkit.reference import Code, Reference
from fieldkit.rules.employment.declare import Answer, Work, check
from fieldkit.rules.finding import Finding

_LIST = "employment-occupation"
_SAY_WHAT = "Say what the child does at work."
_NO_REGULATIONS = "The byelaws have ended: enter the jobs that the regulations name."


@check("EMP-01", authority="s.18(1)(a), (2)(a)")
def old_enough(work: Work) -> Finding:
    """The child is old enough for the job.

    14; at 13 only jobs that the byelaws allow, and once the 2026 Act has begun those that regulations allow.
    """
    law, jobs = work.law, _jobs(work)
    used: dict[str, object] = {"age": work.age, "work": _labels(jobs)}
    title = f"Old enough to work at {work.age}"
    if work.age >= law.minimum_age:
        return Finding.passed(f"Is {work.age}; work is allowed from {law.minimum_age}.", **used).titled(title)
    if work.age < law.allowed_age:
        says = f"Is {work.age}; no work is allowed under {law.allowed_age}."
        return Finding.failed(says, **used).titled("Too young to work")
    if jobs is None:
        return Finding.cannot_tell(_SAY_WHAT, **used).titled(title)
    allowed = _allowed(work)
    if allowed is None:
        return Finding.cannot_tell(_NO_REGULATIONS, **used).titled(title)
    barred = [job for job in jobs if job.code not in allowed]
    if barred:
        says = f"{barred[0].label} is not allowed at {work.age}."
        return Finding.failed(says, **used).titled(f"Too young for this job at {work.age}")
    if any(job.has("by_parents") for job in jobs) and work.facts.by_parents != "yes":
        return _parents(work, used)
    return Finding.passed(f"{jobs[0].label} is allowed at {work.age}.", **used).titled(title)


@check("EMP-02", authority="s.18(1)(aa)")
def light_work(work: Work) -> Finding:
    """The work is light.

    It does not harm the child's safety, health or development, attendance at school or use of schooling.
    """
    used: dict[str, object] = {"light_work": work.facts.light, "seen": work.facts.task}
    if work.facts.light == "yes":
        return Finding.passed(_seen(work, "The officer finds the work light."), **used).titled("Light work")
    if work.facts.light == "no":
        return Finding.failed(_seen(work, "The officer finds it not light."), **used).titled("Not light work")
    return Finding.cannot_tell("Say whether the work is light.", **used).titled("Light work")


@check("EMP-13", authority="Byelaws, part 3")
def not_prohibited(work: Work) -> Finding:
    """The job is not a prohibited one.

    The byelaws name the jobs, and general law some more; the regulations of the 2026 Act will in their place.
    """
    jobs, facts = _jobs(work), work.facts
    used: dict[str, object] = {"work": _labels(jobs), "seen": facts.task}
    if jobs is None:
        return Finding.cannot_tell(_SAY_WHAT, **used)
    named = _prohibited(work)
    prohibited = [job for job in jobs if job.mark("by_law") or job.code in (named or ())]
    lifts = {"supervised": facts.supervised, "licensed": facts.licensed}
    for job in prohibited:
        if lifts.get(job.mark("unless")) == "no" or not job.mark("unless"):
            says = _seen(work, f"{job.label}: no child may do it.")
            return Finding.failed(says, **used).titled(f"Prohibited work: {_lower(job.label)}")
    open_ones = [job for job in prohibited if lifts[job.mark("unless")] != "yes"]
    if open_ones:
        return Finding.cannot_tell(_ASK_UNLESS[open_ones[0].mark("unless")], **used)
    if named is None:
        return Finding.cannot_tell(_NO_REGULATIONS, **used)
    return Finding.passed(f"{jobs[0].label} is not prohibited.", **used)


@check("EMP-17", authority="CYPA 1933 s.20")
def no_street_trading(work: Work) -> Answer:
    """No street trading, unless the byelaws allow it from 14 to a child whom its parents employ."""
    jobs = _jobs(work)
    used: dict[str, object] = {"work": _labels(jobs), "age": work.age, "by_parents": work.facts.by_parents}
    if jobs is None:
        return Finding.cannot_tell(_SAY_WHAT, **used)
    if not any(job.has("street_trading") for job in jobs):
        return None
    if work.age < work.law.minimum_age:
        says = f"Is {work.age}; never allowed under {work.law.minimum_age}."
        return Finding.failed(says, **used).titled("Street trading")
    if not work.book.local("employment.street_trading_allowed"):
        return Finding.failed("The byelaws do not allow it.", **used).titled("Street trading")
    if work.facts.by_parents != "yes":
        return _parents(work, used).titled("Street trading")
    says = "The byelaws allow it to a child whom its parents employ."
    return Finding.passed(says, **used).titled("Street trading")


@check("EMP-18", authority="Employment of Women, Young Persons and Children Act 1920 s.1")
def no_industry(work: Work) -> Answer:
    """No work in an industrial undertaking: factory, mine, construction, transport."""
    jobs = _jobs(work)
    if jobs is None:
        return Finding.cannot_tell(_SAY_WHAT, work=None)
    industrial = [job for job in jobs if job.has("industrial")]
    if not industrial:
        return None
    says = _seen(work, f"{industrial[0].label}.")
    return Finding.failed(says, work=_labels(jobs)).titled("Works in an industrial undertaking")


def _parents(work: Work, used: dict[str, object]) -> Finding:
    """The finding where only a child of the employer may do the job, and it is not known to be one."""
    if work.facts.by_parents == "no":
        return Finding.failed("Is not employed by a parent.", **used).titled("Only for a parent")
    return Finding.cannot_tell("Ask whether a parent employs the child.", **used)


def _jobs(work: Work) -> tuple[Code, ...] | None:
    """The jobs by their codes; None while none is named or one is unknown to this FieldKit."""
    if not work.facts.occupations:
        return None
    found = []
    for code in work.facts.occupations:
        try:
            found.append(work.book.code(_LIST, code))
        except LookupError:
            return None
    return tuple(found)


def _allowed(work: Work) -> frozenset[str] | None:
    """The codes of the jobs allowed under the minimum age; None while regulations are not entered."""
    if work.law.jobs == "regulations":
        return _entered(work.book, "employment.regulation_jobs_at_13")
    chosen = _entered(work.book, "employment.jobs_at_13")
    return chosen or frozenset(job.code for job in work.book.codes(_LIST) if job.has("allowed_at_13"))


def _prohibited(work: Work) -> frozenset[str] | None:
    """The codes of the jobs that byelaws or regulations prohibit; None while regulations are not entered."""
    if work.law.jobs == "regulations":
        return _entered(work.book, "employment.regulation_prohibited_jobs")
    chosen = _entered(work.book, "employment.prohibited_jobs")
    return chosen or frozenset(job.code for job in work.book.codes(_LIST) if job.has("prohibited"))


def _entered(book: Reference, key: str) -> frozenset[str] | None:
    return frozenset(str(book.local(key)).split()) or None


def _labels(jobs: tuple[Code, ...] | None) -> tuple[str, ...] | None:
    return None if jobs is None else tuple(job.label for job in jobs)


def _seen(work: Work, otherwise: str) -> str:
    """What the officer saw, as a sentence; these words where nothing was written."""
    task = (work.facts.task or "").strip()
    return f"{task.rstrip('.')}." if task else otherwise


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


_ASK_UNLESS = {
    "supervised": "Say whether an adult supervises the child.",
    "licensed": "Say whether it is a licensed performance.",
}
