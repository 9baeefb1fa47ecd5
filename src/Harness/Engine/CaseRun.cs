using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Engine;

/// <summary>
/// Carries out one case: walks through the operations of its flow, driven by messages, timers and completed control actions.
/// Nothing in it waits or blocks; each event moves it on as far as it can go. Lives on the loop of the lower tester.
/// </summary>
internal sealed partial class CaseRun
{
    private readonly LowerTester _tester;
    private readonly ISut _sut;
    private readonly CaseSettings _settings;
    private readonly Action<CaseResult> _ended;
    private readonly Action<Action>? _judging;
    private readonly List<Operation> _operations = [];
    private readonly List<object> _happenings = [];
    private readonly List<Finding> _findings = [];
    private readonly List<string> _exercised = [];
    private readonly List<ReadingSeen> _readings = [];
    private readonly List<FenceWindow> _fences = [];
    private readonly List<Arrow> _overdue = [];
    private readonly List<Window> _windows = [];
    private readonly List<IDisposable> _timers = [];
    private readonly List<Pulse.Beat> _beats = [];
    private readonly Dictionary<Party, PartyAddress> _addresses = [];
    private readonly DateTimeOffset _start;
    private readonly Trace _trace;
    private readonly Surplus _surplus;
    private int _next;
    private bool _busy;
    private bool _blocked;
    private bool _driving;
    private bool _over;
    private bool _impostorWasApproached;
    private TimeSpan _duration;
    private string? _inconclusive;
    private string[] _missingActions = [];
    private int _sightBreaks;

    /// <summary>The control action that undoes all others.</summary>
    internal const string Reset = "reset";

    /// <summary>Letters and digits of a nonce; there are 40 bits in so many, and they fill one machine word.</summary>
    internal const int NonceLength = 8;

    // The discard service (RFC 863), which no host offers any more and no other program may take.
    private const int ClosedPort = 9;

    // RFC 2606 2: a name under this one never exists.
    private const string UnknownHost = "nowhere.invalid";

    /// <param name="judging">Where the case is judged once nothing of it happens any more; null for at once. It gets work that touches the case alone.</param>
    internal CaseRun(TestCase @case, LowerTester tester, ISut sut, CaseSettings settings, Action<CaseResult> ended, Action<Action>? judging = null)
    {
        Case = @case;
        _tester = tester;
        _sut = sut;
        _settings = settings;
        _ended = ended;
        _judging = judging;
        var ids = new IdSource(settings.Seed).Child(@case.Id);
        Nonce = ids.Token(NonceLength);
        _surplus = new Surplus(tester.Surplus);
        Facts = new CaseFacts
        {
            Nonce = Nonce,
            Ids = ids,
            Transport = @case.Transport,
            Carrier = @case.Scenario.Carrier,
            Sut = SutParty,
            AddressOf = AddressOf,
            AddressOver = AddressOver,
            Now = () => tester.Loop.Now,
            DateSkew = settings.Pixit.DateSkew,
            Invention = settings.Invention((settings.ContentSeed is { } content ? new IdSource(content).Child(@case.Id) : ids).Child("invention").Next()),
        };
        _trace = new Trace { Seat = @case.Assignment.Seat, Facts = Facts, Pixit = settings.Pixit };
        _start = tester.Loop.Now;
    }

    internal TestCase Case { get; }

    internal string Nonce { get; }

    internal CaseFacts Facts { get; }

    internal IEnumerable<string> Users => _addresses.Values.Select(a => a.User);

    internal Party AnyHarnessParty => _addresses.Keys.FirstOrDefault(p => p != SutParty) ?? SutParty;

    private Party SutParty => Case.Assignment.Party;

    /// <summary>Every case has this user: what one changes about it, the next would find.</summary>
    internal bool SharesUser => _sut.SharesUser(SutParty, Nonce);

    /// <summary>
    /// True for a case that others with the same user would disturb, or it them: it changes what lasts, looks for any sight whatever, or has sessions, in which
    /// those of others may take part.
    /// </summary>
    internal static bool WantsUserAlone(TestCase @case) => @case.Scenario.Carrier is not Carrier.Sip || CasePlan.Leaves(@case.Variant.Steps).Any(step => step switch
    {
        Control control => Lasts(control.Action),
        Never { Forbidden: Sight { Values.Count: 0 } } or Sight { Values.Count: 0 } => true,
        _ => false,
    });

    /// <summary>The user is not as it was before the case.</summary>
    internal bool HasChangedUser { get; private set; }

    private TimeSpan Elapsed => _tester.Loop.Now - _start;

    internal void Start()
    {
        _tester.Enter(this);
        RecordBeginning();
        _sut.Control.UserSaw += OnSight;
        _sightBreaks = _sut.Control.SightBreaks;
        try
        {
            _operations.AddRange(CasePlan.For(Case.Variant.Steps, SutParty, Case.Scenario.Carrier));
            string[] needed = [.. _operations.Select(ActionOf).OfType<string>().Distinct()];
            _missingActions = [.. (SharesUser && needed.Any(Lasts) ? needed.Append(Reset) : needed).Where(a => !_sut.Control.Supports(a))];
        }
        catch (ScenarioException fault)
        {
            Blame(fault);
        }

        var lostBefore = _tester.TimeLost;
        After(_settings.Pixit.CaseTime, () => OutOfTime(lostBefore, mayTakeLonger: true));
        Advance();
    }

    /// <summary>Ends the case as it stands, because the run is being interrupted.</summary>
    internal void Abandon(string reason)
    {
        if (!_over)
        {
            _tester.Note(new CaseAbandoned(0, _tester.Loop.Now, Case.Id, reason));
        }

        _inconclusive ??= reason;
        Finish();
    }

    /// <summary>Blames the harness for an exception of its own; the other cases go on.</summary>
    internal void Blame(Exception fault)
    {
        if (_over)
        {
            return;
        }

        Accuse(fault);
        Finish();
    }

    private void Accuse(Exception fault) => _findings.Add(new Finding
    {
        Severity = Ledger.Severity.Fail,
        Kind = FindingKind.Harness,
        Message = $"The harness failed: {fault.Message}",
        Observed = fault.ToString(),
    });

    /// <summary>Ends the case that takes too long. What this host has lost meanwhile is nobody's time: it is granted once, and no more than the whole again.</summary>
    private void OutOfTime(TimeSpan lostBefore, bool mayTakeLonger)
    {
        var lost = _tester.TimeLost - lostBefore;
        if (mayTakeLonger && lost > TolerableDelay)
        {
            After(lost < _settings.Pixit.CaseTime ? lost : _settings.Pixit.CaseTime, () => OutOfTime(lostBefore, mayTakeLonger: false));
            return;
        }

        var waits = _driving ? "a control action to be completed"
            : AwaitsSomething ? string.Join(", ", _awaited.Where(a => !a.IsSatisfied).Select(a => a.Expectation.Step.Label))
            : "time to pass";
        Abandon($"the case was not over after {_settings.Pixit.CaseTime.TotalSeconds:0.#} s, the most that one may take; it was waiting for {waits}");
    }

    private void Advance()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            while (!_over && !_blocked && !AwaitsSomething)
            {
                if (_next == _operations.Count && !PlanLastFence())
                {
                    Finish();
                    return;
                }

                Carry(_operations[_next++]);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A template or rule that throws is a defect of the harness: this case ends as its error, the run goes on.
            _busy = false;
            Blame(fault);
        }
        finally
        {
            _busy = false;
        }
    }

    private void Carry(Operation operation)
    {
        switch (operation)
        {
            case Operation.Send send:
                Send(send.Arrow);
                break;
            case Operation.Reply reply:
                Reply(reply);
                break;
            case Operation.Drive drive:
                Drive(drive.Control);
                break;
            case Operation.Play play:
                Play(play.Control);
                break;
            case Operation.SetUp setUp:
                SetUp(setUp.Session);
                break;
            case Operation.Wait wait:
                var pause = Length(wait.Quiet);
                Remark($"{wait.Quiet.Label}: {pause.TotalMilliseconds:0} ms");
                Block(pause);
                break;
            case Operation.Forbid forbid:
                Learn(forbid.Requests);
                _windows.Add(new Window(forbid.Never, Elapsed));
                break;
            case Operation.Close close:
                Close([.. _windows.Where(w => !w.IsClosed && close.Nevers.Contains(w.Never, ReferenceEqualityComparer.Instance))]);
                break;
            case Operation.Grace grace:
                BeginGrace(grace.Fence);
                break;
            case Operation.Closed closed:
                CloseWindows(closed.Fence);
                break;
            case Operation.Permit permit:
                _permits.Add(permit);
                break;
            case Operation.Await awaiting:
                Await(awaiting);
                break;
        }
    }

    private TimeSpan Length(Quiet quiet) => quiet.For switch
    {
        QuietFor.Hold => _settings.Pixit.HoldTime,
        QuietFor.Late => _settings.Pixit.LateTime,
        _ => null,
    } ?? quiet.TimesT1 * _settings.Pixit.T1;

    private Pulse.Beat Begin()
    {
        var beat = _tester.Pulse.Begin();
        _beats.Add(beat);
        return beat;
    }

    private void Block(TimeSpan time)
    {
        _blocked = true;
        After(time, () =>
        {
            _blocked = false;
            Advance();
        });
    }

    private void After(TimeSpan delay, Action work) => _timers.Add(Alarm(delay, work));

    private void Remark(string text) => _happenings.Add(new TimelineEntry.Note(0, Elapsed, text));

    /// <summary>The URI of a harness party by way of another transport than that of the case.</summary>
    private string AddressOver(Party party, TransportKind transport) =>
        Uri(AddressOf(party).User, _tester.PlaceOf(transport) ?? throw new ScenarioException($"the harness has no {transport} address"), transport);

    private static string Uri(string user, string place, TransportKind transport) =>
        $"{Scheme(transport)}:{user}@{place}{(transport is TransportKind.Tcp ? ";transport=tcp" : "")}";

    private static string Scheme(TransportKind transport) => transport is TransportKind.Tls ? "sips" : "sip";

    private PartyAddress AddressOf(Party party)
    {
        if (_addresses.TryGetValue(party, out var known))
        {
            return known;
        }

        var isSut = party == SutParty;
        var transport = party.Transport ?? Case.Transport;
        var place = isSut ? _sut.SipAddress(transport)?.ToString() : party.HasWrongCertificate ? _tester.PlaceOfImpostor : _tester.PlaceOf(transport);
        if (place is null)
        {
            throw new ScenarioException($"{(isSut ? _sut.Name : "the harness")} has no {transport} address");
        }

        place = party.Whereabouts switch
        {
            Whereabouts.ClosedPort => $"{place[..place.LastIndexOf(':')]}:{ClosedPort}",
            Whereabouts.UnknownHost => $"{UnknownHost}:5060",
            Whereabouts.BreakingConnections => _tester.PlaceOf(transport is TransportKind.Tls ? TransportKind.Tcp : TransportKind.Tls) ?? $"{place[..place.LastIndexOf(':')]}:{ClosedPort}",
            _ => place,
        };
        var user = isSut ? _sut.UserFor(party, Nonce) : $"{party.Name.ToLowerInvariant()}.{Nonce}";
        var host = place[..place.LastIndexOf(':')];
        var contact = (isSut ? _sut.ContactUser(transport) : null) ?? user;
        var address = new PartyAddress(user, $"{Scheme(transport)}:{user}@{host}", Uri(contact, place, transport))
        {
            DisplayName = Facts.Invention.NameOf(party),
        };
        _addresses[party] = address;
        if (!_over && (!isSut || user.Contains(Nonce, StringComparison.Ordinal)))
        {
            // A user of the system under test that all cases share says nothing about the case.
            _tester.AddUser(this, user, party);
        }

        return address;
    }
}
