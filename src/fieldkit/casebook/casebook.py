"""All desks on one open notebook: what a door is handed."""

from __future__ import annotations

from functools import cached_property

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.audit.audit import Audit
from fieldkit.casebook.audit.erasures import Erasures
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.bundles.bundles import Bundles
from fieldkit.casebook.cases.cases import Cases
from fieldkit.casebook.cases.enquiries import Enquiries
from fieldkit.casebook.cases.referrals import Referrals
from fieldkit.casebook.cases.risk import Risk
from fieldkit.casebook.choices import Choices
from fieldkit.casebook.conflicts import Conflicts
from fieldkit.casebook.court.hearings import Hearings
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.drafts import Drafts
from fieldkit.casebook.evidence.custody import CustodyLog
from fieldkit.casebook.evidence.disclosure import Disclosure
from fieldkit.casebook.evidence.exhibits import Exhibits
from fieldkit.casebook.evidence.keeping import Keeping
from fieldkit.casebook.evidence.statements import Statements
from fieldkit.casebook.exchange.council import Council
from fieldkit.casebook.exchange.exchange import Exchange
from fieldkit.casebook.exchange.queue import Queue
from fieldkit.casebook.find import Find
from fieldkit.casebook.findings import Findings
from fieldkit.casebook.interviews.interviews import Interviews
from fieldkit.casebook.interviews.paper import InterviewPaper
from fieldkit.casebook.interviews.questioning import Questioning
from fieldkit.casebook.interviews.recordings import Recordings
from fieldkit.casebook.interviews.signing import Signing
from fieldkit.casebook.interviews.statements import CautionStatements
from fieldkit.casebook.legal.categories import Categories
from fieldkit.casebook.legal.panel import Panel
from fieldkit.casebook.legal.panel_days import PanelDays
from fieldkit.casebook.legal.referrals import LegalReferrals
from fieldkit.casebook.legal.regimes import Regimes
from fieldkit.casebook.legal.return_letters import ReturnLetters
from fieldkit.casebook.notebooks import Notebooks
from fieldkit.casebook.pages import Pages
from fieldkit.casebook.paper import Paper
from fieldkit.casebook.pathway.letters import Letters
from fieldkit.casebook.pathway.paper import PathwayPaper
from fieldkit.casebook.pathway.pathway import Pathway
from fieldkit.casebook.pathway.proof_places import ProofPlaces
from fieldkit.casebook.pathway.services import Services
from fieldkit.casebook.records import Records
from fieldkit.casebook.returns.legal import LegalReturns
from fieldkit.casebook.returns.sweeps import SweepReturns
from fieldkit.casebook.safety.colleagues import Colleagues
from fieldkit.casebook.safety.safety import Safety
from fieldkit.casebook.schools.registers import Registers
from fieldkit.casebook.schools.schools import Schools
from fieldkit.casebook.settings import Settings
from fieldkit.casebook.sweeps.operations import Operations
from fieldkit.casebook.sweeps.stops import Stops
from fieldkit.casebook.today import Day
from fieldkit.casebook.visits.cards import Cards
from fieldkit.casebook.visits.cautions import DoorstepCautions
from fieldkit.casebook.visits.visits import Visits
from fieldkit.casebook.visits.write_ups import WriteUps
from fieldkit.casebook.workplaces.workplaces import Workplaces


class Casebook(Desk):
    """The front desk: one attribute a noun."""

    @cached_property
    def records(self) -> Records:
        """Any record."""
        return self.beside(Records)

    @cached_property
    def pages(self) -> Pages:
        """Reading a record whole."""
        return self.beside(Pages)

    @cached_property
    def drafts(self) -> Drafts:
        """What is being typed."""
        return self.beside(Drafts)

    @cached_property
    def cases(self) -> Cases:
        """The caseload."""
        return self.beside(Cases)

    @cached_property
    def referrals(self) -> Referrals:
        """Referrals that are being taken in."""
        return self.beside(Referrals)

    @cached_property
    def legal_referrals(self) -> LegalReferrals:
        """Schools' referrals for legal action, with their checks."""
        return self.beside(LegalReferrals)

    @cached_property
    def registers(self) -> Registers:
        """Pupils' registers as schools exported them."""
        return self.beside(Registers)

    @cached_property
    def panel(self) -> Panel:
        """The Legal Panel."""
        return self.beside(Panel)

    @cached_property
    def return_letters(self) -> ReturnLetters:
        """Letters that send a referral back to its school."""
        return self.beside(ReturnLetters)

    @cached_property
    def regimes(self) -> Regimes:
        """Under which data protection regime a case is."""
        return self.beside(Regimes)

    @cached_property
    def categories(self) -> Categories:
        """What each person of a case is to the law."""
        return self.beside(Categories)

    @cached_property
    def visits(self) -> Visits:
        """Home visits."""
        return self.beside(Visits)

    @cached_property
    def pathway(self) -> Pathway:
        """The legal pathway of each parent."""
        return self.beside(Pathway)

    @cached_property
    def pathway_paper(self) -> PathwayPaper:
        """The notices and working sheets of a parent's way, printed."""
        return self.beside(PathwayPaper)

    @cached_property
    def letters(self) -> Letters:
        """Where a letter to a parent goes, and in which formats."""
        return self.beside(Letters)

    @cached_property
    def hearings(self) -> Hearings:
        """Hearings, and what a presenter is asked."""
        return self.beside(Hearings)

    @cached_property
    def services(self) -> Services:
        """Papers served on a parent."""
        return self.beside(Services)

    @cached_property
    def operations(self) -> Operations:
        """Truancy and employment sweeps."""
        return self.beside(Operations)

    @cached_property
    def stops(self) -> Stops:
        """The stops of truancy sweeps."""
        return self.beside(Stops)

    @cached_property
    def sweep_returns(self) -> SweepReturns:
        """What sweeps come to, in figures."""
        return self.beside(SweepReturns)

    @cached_property
    def legal_returns(self) -> LegalReturns:
        """What legal activity comes to in a month, in figures."""
        return self.beside(LegalReturns)

    @cached_property
    def workplaces(self) -> Workplaces:
        """The visits to workplaces and the children found there."""
        return self.beside(Workplaces)

    @cached_property
    def erasures(self) -> Erasures:
        """Names that are due to be erased."""
        return self.beside(Erasures)

    @cached_property
    def risk(self) -> Risk:
        """Risk flags."""
        return self.beside(Risk)

    @cached_property
    def safety(self) -> Safety:
        """The officer's own safety timer."""
        return self.beside(Safety)

    @cached_property
    def colleagues(self) -> Colleagues:
        """The safety timers of colleagues who are out."""
        return self.beside(Colleagues)

    @cached_property
    def approvals(self) -> Approvals:
        """Sign-offs."""
        return self.beside(Approvals)

    @cached_property
    def enquiries(self) -> Enquiries:
        """The reasonable-enquiries checklist."""
        return self.beside(Enquiries)

    @cached_property
    def exhibits(self) -> Exhibits:
        """Photographs, papers and files."""
        return self.beside(Exhibits)

    @cached_property
    def statements(self) -> Statements:
        """Witness statements."""
        return self.beside(Statements)

    @cached_property
    def proof_places(self) -> ProofPlaces:
        """Where the points to prove are proved."""
        return self.beside(ProofPlaces)

    @cached_property
    def disclosure(self) -> Disclosure:
        """What every item of a case is for disclosure, and the schedules of unused material."""
        return self.beside(Disclosure)

    @cached_property
    def cards(self) -> Cards:
        """Calling cards."""
        return self.beside(Cards)

    @cached_property
    def paper(self) -> Paper:
        """Printed sheets."""
        return self.beside(Paper)

    @cached_property
    def bundles(self) -> Bundles:
        """Bundles for a court."""
        return self.beside(Bundles)

    @cached_property
    def day(self) -> Day:
        """The first page."""
        return self.beside(Day)

    @cached_property
    def find(self) -> Find:
        """Search."""
        return self.beside(Find)

    @cached_property
    def looks(self) -> Looks:
        """The log of looks and releases."""
        return self.beside(Looks)

    @cached_property
    def audit(self) -> Audit:
        """The log of a case or person, for whoever checks what was done with it."""
        return self.beside(Audit)

    @cached_property
    def settings(self) -> Settings:
        """Settings."""
        return self.beside(Settings)

    @cached_property
    def notebooks(self) -> Notebooks:
        """The notebook as a whole."""
        return self.beside(Notebooks)

    @cached_property
    def findings(self) -> Findings:
        """What the rules say."""
        return self.beside(Findings)

    @cached_property
    def keeping(self) -> Keeping:
        """Whether exhibits and notes are as they came."""
        return self.beside(Keeping)

    @cached_property
    def schools(self) -> Schools:
        """Schools, their calendars and the national register."""
        return self.beside(Schools)

    @cached_property
    def queue(self) -> Queue:
        """What waits to be sent."""
        return self.beside(Queue)

    @cached_property
    def conflicts(self) -> Conflicts:
        """Answers that two officers gave differently."""
        return self.beside(Conflicts)

    @cached_property
    def council(self) -> Council:
        """The council: joining it, sending and receiving."""
        return self.beside(Council)

    @cached_property
    def exchange(self) -> Exchange:
        """Parcels on a stick."""
        return self.beside(Exchange)

    @cached_property
    def choices(self) -> Choices:
        """What forms offer."""
        return self.beside(Choices)

    @cached_property
    def write_ups(self) -> WriteUps:
        """A visit read whole."""
        return self.beside(WriteUps)

    @cached_property
    def interviews(self) -> Interviews:
        """Interviews under caution."""
        return self.beside(Interviews)

    @cached_property
    def interview_papers(self) -> InterviewPaper:
        """What is printed of an interview: its record, the invitation, the notice of rights."""
        return self.beside(InterviewPaper)

    @cached_property
    def questioning(self) -> Questioning:
        """What is asked and answered in an interview, and its breaks."""
        return self.beside(Questioning)

    @cached_property
    def signing(self) -> Signing:
        """The end of an interview: read over, signed or refused, sealed."""
        return self.beside(Signing)

    @cached_property
    def recordings(self) -> Recordings:
        """Sound recordings of interviews."""
        return self.beside(Recordings)

    @cached_property
    def caution_statements(self) -> CautionStatements:
        """Statements under caution."""
        return self.beside(CautionStatements)

    @cached_property
    def custody(self) -> CustodyLog:
        """Who had an exhibit or a recording, and when."""
        return self.beside(CustodyLog)

    @cached_property
    def cautions(self) -> DoorstepCautions:
        """Grounds to suspect that appear at a visit or meeting."""
        return self.beside(DoorstepCautions)

    @cached_property
    def panel_days(self) -> PanelDays:
        """The days of the Legal Panel."""
        return self.beside(PanelDays)
