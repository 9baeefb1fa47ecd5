using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>MSRP sessions: set up by INVITE (RFC 4975 8), then messages in both directions.</content>
internal sealed partial class CaseRun
{
    private readonly Dictionary<Party, (MsrpSession Session, InviteSession Call)> _sessions = [];
    private readonly Dictionary<string, Sent> _sentByMessageId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Observed> _chunksByTransaction = new(StringComparer.Ordinal);
    private readonly Dictionary<MsrpMessage, Observed> _observedByChunk = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _lostSessions = [];
    private SessionSetup? _answering;
    private IDisposable? _setUpDeadline;
    private bool _settingUp;

    private bool IsSecure => Case.Transport is TransportKind.Tls;

    /// <summary>Takes one MSRP message from the tap into the evidence. Complete messages are matched when the session hands them on.</summary>
    internal void Record(MsrpPacket packet, Party ours)
    {
        if (_over)
        {
            return;
        }

        var message = packet.Message;
        var sent = packet.Outgoing && message is { IsRequest: true, MessageId: { } id } ? _sentByMessageId.GetValueOrDefault(id) : null;
        var observed = new Observed
        {
            Index = _trace.Messages.Count,
            At = packet.Time - _start,
            From = packet.Outgoing ? ours : SutParty,
            To = packet.Outgoing ? SutParty : ours,
            FromSut = !packet.Outgoing,
            Transport = packet.Transport,
            Bytes = packet.Bytes,
            Msrp = message,
            Malformed = packet.Error,
            Request = message is { IsRequest: false } ? _chunksByTransaction.GetValueOrDefault(message.TransactionId) : null,
            Template = sent?.Arrow.Message,
            Provocation = sent?.Arrow.Message.Provocation ?? false,
            Mark = packet.Outgoing ? ArrowMark.Expected : packet.Error is null ? ArrowMark.Tolerated : ArrowMark.Unexpected,
        };
        Keep(observed);
        if (message is null)
        {
            return;
        }

        _observedByChunk[message] = observed;
        if (message.IsRequest)
        {
            _chunksByTransaction[message.TransactionId] = observed;
            sent?.Chunks.Add(observed);
            if (sent is not null && message.Flag is MsrpFlag.Last)
            {
                sent.IsDone = true;
                observed.Assembled = sent.Outbound.Body;
            }
        }

        if (!packet.Outgoing)
        {
            OnMsrp(observed);
        }
    }

    private void OnMsrp(Observed observed)
    {
        if (observed.IsResponse)
        {
            if (observed.Request is { } request && _sent.Values.FirstOrDefault(s => s.Chunks.Contains(request)) is { } sent)
            {
                OnChunkAnswered(sent, observed);
                Advance();
            }

            return;
        }

        if (observed.Msrp is { Method: "REPORT" } && !Forbidden(observed) && (_awaited.Any(a => !a.IsSatisfied && Fits(a, observed) is not null) || IsDrawnLater(observed)))
        {
            // Only what is drawn is an arrow of the choreography; any other REPORT that was asked for may come.
            Place(new Received(observed, null));
            Advance();
        }
    }

    /// <summary>A message is answered when all its chunks are, or when one of them is refused.</summary>
    private void OnChunkAnswered(Sent sent, Observed response)
    {
        sent.Final = response;
        var isLast = sent.IsDone && sent.Chunks.All(c => _trace.Messages.Any(m => m.IsResponse && ReferenceEquals(m.Request, c)));
        if (isLast || response.StatusCode != 200)
        {
            Answered(sent.Arrow, response);
        }
        else if (!Forbidden(response))
        {
            response.Mark = ArrowMark.Expected;
        }
    }

    private void SetUp(SessionSetup setup)
    {
        _blocked = _settingUp = true;
        _happenings.Add(new TimelineEntry.Note(0, Elapsed, setup.Label));
        _setUpDeadline = _tester.Loop.After(_settings.Pixit.ActTime + _settings.Pixit.ResponseTime, () => SetUpFailed("it was not up in time"));
        if (setup.Answerer == SutParty)
        {
            Invite(setup);
            return;
        }

        _answering = setup;
        AddressOf(setup.Answerer);
        if (!_sut.Control.Supports("open-session"))
        {
            SetUpFailed("it needs the control action 'open-session', which is not bound");
            return;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["user"] = AddressOf(SutParty).User,
            ["to"] = AddressOf(setup.Answerer).Address,
        };
        _happenings.Add(new TimelineEntry.Action(0, Elapsed, SutParty.Name, $"open-session {setup.Answerer}"));
        _sut.Control.Perform("open-session", values, problem =>
        {
            if (problem is not null)
            {
                SetUpFailed(problem);
            }
        });
    }

    private void Invite(SessionSetup setup)
    {
        var offerer = setup.Offerer;
        var (from, to) = (AddressOf(offerer), AddressOf(SutParty));
        var session = NewSession(offerer);
        var offer = Describe(MsrpOffer.For(session), setup);
        var callId = Facts.Ids.CallId();
        _tester.AddCall(this, callId, offerer);
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
        if (!MsrpDescription.TryRead(transaction.Request.Body, out var offer, out var problem))
        {
            Respond(transaction, 488);
            SetUpFailed($"the offer cannot be used: {problem}");
            return;
        }

        if (transaction.Request.CallId is { } callId)
        {
            _tester.AddCall(this, callId, answerer);
        }

        var session = NewSession(answerer);
        var call = _tester.Dialogs.Incoming(transaction, AddressOf(answerer).Address);
        _sessions[answerer] = (session, call);
        call.Ended += reason => OnCallEnded(answerer, session, reason);
        var answer = Describe(MsrpAnswer.To(offer, session), setup);
        MsrpAnswer.Conclude(session, offer, answer);
        call.Accept(answer.Write(Facts.Ids));
    }

    private MsrpSession NewSession(Party ours)
    {
        var session = _tester.Msrp.CreateSession(IsSecure);
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
            if (!_over)
            {
                Lost(ours, reason);
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
            Lost(ours, reason);
        }
    }

    private void Lost(Party ours, string reason)
    {
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

    private void SendOverSession(Arrow arrow)
    {
        if (!_sessions.TryGetValue(arrow.From, out var ours))
        {
            throw new ScenarioException($"{arrow.From} sends {arrow.Message.Label} without a session");
        }

        var outbound = arrow.Message.Compose(Facts, arrow);
        var messageId = Facts.Ids.MsrpMessageId();
        var sent = new Sent(arrow, outbound, SipMessage.Request("MESSAGE", "sip:nobody@invalid"));
        _sent[arrow] = sent;
        _sentByMessageId[messageId] = sent;
        Facts.BindMsrpMessageId(arrow.Message, messageId);
        var outgoing = new MsrpOutgoing
        {
            Body = outbound.Body,
            ContentType = outbound.ContentType,
            MessageId = messageId,
            FailureReport = outbound.FailureReport,
            SuccessReport = outbound.SuccessReport,
            Cuts = outbound.Cuts,
        };
        if (!outbound.Aborts && !outbound.Reversed)
        {
            ours.Session.Send(outgoing);
        }
        else if (ours.Session.Connection is { IsOpen: true })
        {
            SendByHand(ours.Session, outbound, ours.Session.Compose(outgoing));
        }
    }

    private static void SendByHand(MsrpSession session, Outbound outbound, IReadOnlyList<MsrpMessage> chunks)
    {
        if (outbound.Aborts)
        {
            session.SendRaw(chunks[0].Bytes);
            session.SendRaw(chunks[1].Edit().Flag(MsrpFlag.Aborted).ToBytes());
            return;
        }

        foreach (var chunk in chunks.Reverse())
        {
            session.SendRaw(chunk.Bytes);
        }
    }

    private void OnMessage(MsrpReceived received)
    {
        if (_over || _observedByChunk.GetValueOrDefault(received.Last) is not { } observed)
        {
            return;
        }

        observed.Assembled = received.Body;
        Place(new Received(observed, null));
        Advance();
    }

    /// <summary>What sets up and ends sessions is no arrow of the choreography.</summary>
    private bool IsSessionTraffic(Received received)
    {
        if (received.Transaction is not { } transaction || received.Message.Method is not ("INVITE" or "BYE" or "CANCEL"))
        {
            return false;
        }

        if (received.Message.Method == "INVITE" && _answering is { } setup && received.Message.To == setup.Answerer)
        {
            _answering = null;
            AcceptCall(transaction, setup);
            return true;
        }

        return false;
    }

    /// <summary>The code drawn for the next request that is awaited at a party, where it is not the usual 200; 0 for no answer.</summary>
    private int? DrawnReply(Party ours)
    {
        var next = _awaited.Where(a => !a.IsSatisfied).Select(a => a.Expectation)
            .Concat(_operations.Skip(_next).OfType<Operation.Await>().SelectMany(a => a.Expectations))
            .SelectMany(e => e.Alternatives).OfType<Arrow>().FirstOrDefault(a => a.Receiver == ours);
        var reply = next is null ? null : _operations.Skip(_next).OfType<Operation.Reply>().FirstOrDefault(r => ReferenceEquals(r.Request, next));
        return reply is null || reply.Answer.Codes.First == 200 ? null : reply.Answer.Codes.First;
    }

    private void CloseSessions()
    {
        _setUpDeadline?.Dispose();
        foreach (var (session, call) in _sessions.Values)
        {
            call.Bye();
            session.Close();
        }

        if (_lostSessions.Count > 0 && !_findings.Any(f => f.Severity is Ledger.Severity.Fail))
        {
            Find([], _lostSessions[0], "the session to stay until the harness ends it", "a BYE, or a closed connection", null);
        }
    }

    /// <summary>Answers by RFC 4975, with the status that the flow draws.</summary>
    private sealed class DrawnReplies(CaseRun run, Party ours) : MsrpReplyPolicy
    {
        public override MsrpReply Respond(MsrpArrival arrival) => !arrival.Request.HasBody || run.DrawnReply(ours) is not { } code ? base.Respond(arrival)
            : code == 0 ? MsrpReply.None
            : base.Respond(arrival with { Status = code });
    }
}
