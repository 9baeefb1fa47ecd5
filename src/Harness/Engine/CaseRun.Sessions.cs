using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>MSRP sessions: set up by INVITE (RFC 4975 8), lost and closed.</content>
internal sealed partial class CaseRun
{
    private const string OpenSession = "open-session";

    private readonly Dictionary<Party, (MsrpSession Session, InviteSession Call)> _sessions = [];
    private readonly List<string> _lostSessions = [];

    // Sessions that the harness party itself ended, by cutting its connection or by disowning them with 481.
    private readonly HashSet<MsrpSession> _disowned = [];
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<Party, int> _refusals = [];
    private readonly HashSet<Party> _deaf = [];
    private readonly List<InviteSession> _callsInVain = [];
    private SessionSetup? _answering;
    private IDisposable? _setUpDeadline;
    private bool _settingUp;

    private bool IsSecure => Case.Transport is TransportKind.Tls;

    /// <summary>True when what the harness party sends goes through its MSRP session.</summary>
    private bool IsOverSession(Party ours) => Facts.Carrier is Carrier.Msrp || (Facts.Carrier is Carrier.Both && HasSession(ours));

    private bool HasSession(Party ours) => _sessions.TryGetValue(ours, out var known) && !_disowned.Contains(known.Session);

    private void Play(Control control)
    {
        Remark($"{control.Who}: {control.Label}");
        if (control.Action == Actions.RefuseSessions)
        {
            _refusals[control.Who] = int.Parse(Resolve(control.Values[0].Value), System.Globalization.CultureInfo.InvariantCulture);
        }
        else if (control.Action == Actions.RefuseConnections)
        {
            _deaf.Add(control.Who);
        }
        else if (_sessions.TryGetValue(control.Who, out var ours))
        {
            _disowned.Add(ours.Session);
            if (control.Action == Actions.EndSession)
            {
                ours.Call.Bye();
                ours.Session.Close();
            }
            else
            {
                ours.Session.Connection?.Close();
            }
        }
    }

    private void SetUp(SessionSetup setup)
    {
        _happenings.Add(new TimelineEntry.Note(0, Elapsed, setup.Label));

        // Set in any case: alarms are told apart by their number, also when the run is judged again.
        _setUpDeadline = Alarm(_settings.Pixit.ActTime + _settings.Pixit.ResponseTime, () => SetUpFailed("it was not up in time"));
        if (setup.IsUnasked && _sessions.TryGetValue(setup.Answerer, out var early) && early.Session.IsUp && HasSession(setup.Answerer))
        {
            _setUpDeadline.Dispose();
            return;
        }

        _blocked = _settingUp = true;
        if (setup.Answerer == SutParty)
        {
            Invite(setup);
            return;
        }

        if (setup.IsUnasked)
        {
            _answering = HasSession(setup.Answerer) ? null : setup;
            return;
        }

        _answering = setup;
        AddressOf(setup.Answerer);
        if (!_sut.Control.Supports(OpenSession))
        {
            _setUpDeadline.Dispose();
            FinishForWantOfActions();
            return;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["user"] = AddressOf(SutParty).User,
            ["to"] = AddressOf(setup.Answerer).Address,
        };
        _happenings.Add(new TimelineEntry.Action(0, Elapsed, SutParty.Name, $"{OpenSession} {setup.Answerer}"));
        var beat = Begin();
        Perform(OpenSession, values, problem =>
        {
            beat.Answered();
            if (problem is not null)
            {
                SetUpFailed(problem);
            }
        });
    }

    private void Invite(SessionSetup setup)
    {
        var offerer = setup.Offerer;
        LeaveFormer(offerer);
        var (from, to) = (AddressOf(offerer), AddressOf(SutParty));
        var session = NewSession(offerer);
        var offer = Describe(MsrpOffer.For(session), setup);
        var callId = Facts.Ids.CallId();
        var hasProven = false;
        AddCall(callId, offerer);
        var target = _sut.SipAddress(Case.Transport) ?? throw new ScenarioException($"{_sut.Name} has no {Case.Transport} address");
        var call = _tester.Dialogs.Invite(new InviteSetup
        {
            RequestUri = to.Address,
            From = $"{Quoted(from.DisplayName)} <{from.Identity}>",
            To = $"<{to.Identity}>",
            Contact = from.Address,
            Target = new SipTarget(Case.Transport, target),
            Offer = offer.Write(Facts.Ids),
            CallId = callId,
            Retry = Prove,
        });
        _sessions[offerer] = (session, call);
        call.Ended += reason => OnCallEnded(offerer, session, reason);
        call.Answered += response =>
        {
            if (!MsrpDescription.TryRead(response.Body, out var answer, out var problem))
            {
                SetUpFailed($"the answer cannot be used: {problem}");
                return;
            }

            MsrpOffer.Conclude(session, offer, answer);
        };

        // Once: a challenge that never ends must not keep both sides busy until the deadline.
        SipMessage? Prove(SipMessage request, SipMessage refusal)
        {
            var account = hasProven || refusal.StatusCode is not (401 or 407) ? null : AccountFor(Proof.Ordinary);
            hasProven = true;
            return account is not null && new DigestClient(account.UserName, account.Password, Facts.Ids).TryAnswer(refusal, request, out var proven) ? proven : null;
        }
    }

    private static MsrpDescription Describe(MsrpDescription usual, SessionSetup setup) => usual with
    {
        AcceptTypes = setup.AcceptTypes ?? usual.AcceptTypes,
        AcceptWrappedTypes = setup.AcceptWrappedTypes,
        Direction = setup.Direction,
    };

    private void AcceptCall(SipServerTransaction transaction, SessionSetup setup)
    {
        var answerer = setup.Answerer;
        LeaveFormer(answerer);
        if (!MsrpDescription.TryRead(transaction.Request.Body, out var offer, out var problem))
        {
            Respond(transaction, 488);
            SetUpFailed($"the offer cannot be used: {problem}");
            return;
        }

        if (transaction.Request.CallId is { } callId)
        {
            AddCall(callId, answerer);
        }

        var session = NewSession(answerer);
        var call = _tester.Dialogs.Incoming(transaction, AddressOf(answerer).Address);
        _sessions[answerer] = (session, call);
        call.Ended += reason => OnCallEnded(answerer, session, reason);
        var answer = Describe(MsrpAnswer.To(offer, session), setup);
        MsrpAnswer.Conclude(session, offer, answer);
        call.Accept(answer.Write(Facts.Ids));
    }

    /// <summary>Takes a call with a path to which no connection can be made.</summary>
    private void AcceptInVain(SipServerTransaction transaction, Party answerer)
    {
        if (!MsrpDescription.TryRead(transaction.Request.Body, out var offer, out _))
        {
            Respond(transaction, 488);
            return;
        }

        if (transaction.Request.CallId is { } callId)
        {
            AddCall(callId, answerer);
        }

        var here = _tester.Msrp.CreateUri(IsSecure, Facts.Ids);
        var nowhere = MsrpUri.Parse(here.Text.Replace($":{here.Port}/", $":{ClosedPort}/", StringComparison.Ordinal));
        var call = _tester.Dialogs.Incoming(transaction, AddressOf(answerer).Address);
        _callsInVain.Add(call);
        call.Accept(new MsrpDescription { Path = [nowhere], Setup = offer.Setup is null ? null : MsrpSetup.Passive }.Write(Facts.Ids));
    }

    /// <summary>A party has one session at a time: of one that broke it takes leave, in case the other side still thinks that it lasts.</summary>
    private void LeaveFormer(Party ours)
    {
        if (_sessions.Remove(ours, out var former))
        {
            former.Call.Bye();
            former.Session.Close();
        }
    }

    private void AddCall(string callId, Party ours)
    {
        _calls.Add(callId);
        _tester.AddCall(this, callId, ours);
    }

    private MsrpSession NewSession(Party ours)
    {
        var session = _tester.Msrp.CreateSession(IsSecure, _tester.Msrp.CreateUri(IsSecure, Facts.Ids));
        if (session.Local.SessionId is { } id)
        {
            _tester.AddSession(this, id, ours);
        }

        session.Up += () =>
        {
            _setUpDeadline?.Dispose();
            if (_settingUp)
            {
                _blocked = _settingUp = false;
            }

            Remark($"{ours}'s MSRP session is up");

            // Not at once: the peer may still be reading the request that bound the connection.
            _tester.Loop.Post(Advance);
        };
        session.Replies = new DrawnReplies(this, ours);
        session.Message += OnMessage;
        session.Closed += reason =>
        {
            if (_settingUp)
            {
                SetUpFailed(reason);
            }
            else if (!_over)
            {
                Lost(ours, session, reason);
            }
        };
        return session;
    }

    private void OnCallEnded(Party ours, MsrpSession session, string reason)
    {
        if (_settingUp)
        {
            SetUpFailed($"the INVITE ended: {reason}");
        }
        else if (!_over && !session.IsClosed)
        {
            session.Close();
            Lost(ours, session, reason);
        }
    }

    private void Lost(Party ours, MsrpSession session, string reason)
    {
        if (_disowned.Contains(session))
        {
            Remark($"{ours}'s MSRP session is over: {reason}");
            return;
        }

        var text = $"{SutParty} ended the MSRP session with {ours}: {reason}";
        _lostSessions.Add(text);
        Remark(text);
    }

    private void SetUpFailed(string reason)
    {
        _setUpDeadline?.Dispose();
        if (!_over && _settingUp)
        {
            _inconclusive ??= $"the MSRP session could not be set up: {reason}";
            Finish();
        }
    }

    /// <summary>What sets up and ends sessions is no arrow of the choreography.</summary>
    private bool IsSessionTraffic(Received received)
    {
        if (received.Transaction is not { } transaction || received.Message.Method is not ("INVITE" or "BYE" or "CANCEL"))
        {
            return false;
        }

        if (received.Message.Method != "INVITE")
        {
            // Both sides may take leave at once; the second to hear of it finds no call any more (RFC 3261 15.1.2).
            if (received.Message.Method == "BYE" && received.Message.Sip?.CallId is { } callId && _calls.Contains(callId))
            {
                Respond(transaction, 481);
                return true;
            }

            return false;
        }

        if (_refusals.TryGetValue(received.Message.To, out var status))
        {
            Respond(transaction, status);
            return true;
        }

        if (_deaf.Contains(received.Message.To))
        {
            AcceptInVain(transaction, received.Message.To);
            return true;
        }

        if ((_answering ?? UnaskedSetup()) is { } setup && received.Message.To == setup.Answerer && !HasSession(setup.Answerer))
        {
            _answering = null;
            AcceptCall(transaction, setup);
            return true;
        }

        return false;
    }

    /// <summary>The set-up that the system under test begins by itself when it has something to carry, be it a little before its line.</summary>
    private SessionSetup? UnaskedSetup() =>
        _permits.Select(p => p.Step).OfType<SessionSetup>().FirstOrDefault()
            ?? _operations.Skip(_next).OfType<Operation.SetUp>().Select(o => o.Session).FirstOrDefault(s => s.IsUnasked && s.Offerer == SutParty);

    /// <summary>True when a session is being set up that nobody asked for, so that what goes through it may follow at once.</summary>
    private bool SetsUpUnasked => UnaskedSetup() is not null || (_next > 0 && _operations[_next - 1] is Operation.SetUp { Session.IsUnasked: true });

    private void CloseSessions()
    {
        _setUpDeadline?.Dispose();
        foreach (var (session, call) in _sessions.Values)
        {
            call.Bye();
            session.Close();
        }

        foreach (var call in _callsInVain)
        {
            call.Bye();
        }

        if (_lostSessions.Count > 0 && !_findings.Any(f => f.Severity is Ledger.Severity.Fail))
        {
            Find([], _lostSessions[0], "the session to stay until the harness ends it", "a BYE, or a closed connection", null);
        }
    }
}
