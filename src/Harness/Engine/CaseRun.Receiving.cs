using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>What comes from the system under test, and what it is matched with.</content>
internal sealed partial class CaseRun
{
    private readonly Dictionary<SipMessage, Observed> _observedByMessage = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Arrow, Received> _received = new(ReferenceEqualityComparer.Instance);
    private readonly List<Received> _early = [];
    private readonly List<UserSight> _sights = [];
    private readonly List<Operation.Permit> _permits = [];
    private readonly List<Observed> _nearMisses = [];
    private List<Awaited> _awaited = [];
    private Operation.Await? _awaiting;
    private IDisposable? _deadline;

    private bool AwaitsSomething => _awaiting is not null;

    /// <summary>Takes one message from the tap into the evidence. Matching follows when the transaction layer hands it on.</summary>
    internal void Record(SipPacket packet, Leg leg, int octets)
    {
        if (_over)
        {
            return;
        }

        var isRequest = packet.Message?.IsRequest ?? false;
        var repeated = packet.Message is not null && (isRequest ? IsSameRequest(leg.Request?.Sip, packet.Message) : packet.Message.StatusCode >= 200 && leg.Finals++ > 0);
        var observed = new Observed
        {
            Index = _trace.Messages.Count,
            Place = octets,
            At = packet.Time - _start,
            LostBefore = _tester.TimeLost,
            From = packet.Outgoing ? leg.Ours : SutParty,
            To = packet.Outgoing ? SutParty : leg.Ours,
            FromSut = !packet.Outgoing,
            Transport = packet.Transport,
            Bytes = packet.Bytes,
            Keys = Facts.Keys,
            Sip = packet.Message,
            Malformed = packet.Error,
            Request = isRequest ? null : leg.Request,
            Retransmission = repeated,
            Template = packet.Outgoing && isRequest ? leg.Sending : null,
            Provocation = packet.Outgoing && (leg.Sending?.Provocation ?? false),
            Mark = packet.Outgoing ? ArrowMark.Expected : ArrowMark.Tolerated,
        };
        if (isRequest)
        {
            leg.Request ??= observed;
        }

        Keep(observed);
        if (packet.Message is not null)
        {
            _observedByMessage[packet.Message] = observed;
        }

        if (!packet.Outgoing && IsFlooded(observed))
        {
            return;
        }

        if (repeated && !packet.Outgoing)
        {
            // The transaction layer absorbs repetitions, so they are looked at here.
            Repeated(observed, leg);
        }
        else if (packet.Error is not null && !packet.Outgoing)
        {
            observed.Mark = ArrowMark.Unexpected;
        }
    }

    /// <summary>Counts a message of the system under test until it turns out to be drawn; too many end the case, since they would starve the others.</summary>
    private bool IsFlooded(Observed observed)
    {
        _surplus.Add(observed.Bytes.Length);
        if (!_surplus.IsFlood)
        {
            return false;
        }

        observed.Mark = observed.Malformed is null ? observed.Mark : ArrowMark.Unexpected;
        Abandon($"{SutParty} sent {_surplus.Messages:N0} messages that the scenario does not provide for, and the case was ended to spare the others");
        return true;
    }

    private void MarkAsDrawn(Observed message)
    {
        message.Mark = ArrowMark.Expected;
        _surplus.Remove(message.Bytes.Length);
    }

    /// <summary>Another request under a branch that was used before is no repetition, whatever transactions make of it.</summary>
    private static bool IsSameRequest(SipMessage? first, SipMessage again) =>
        first is not null && first.RequestUriText == again.RequestUriText && first.CallId == again.CallId;

    internal void OnRequest(SipServerTransaction transaction, Leg leg)
    {
        if (_over || transaction.Packet.Message is not { } message || _observedByMessage.GetValueOrDefault(message) is not { } observed)
        {
            return;
        }

        Place(new Received(observed, transaction));
        Advance();
    }

    /// <summary>An ACK, which is no transaction of its own: it matters where the scenario draws it.</summary>
    internal void OnAck(SipMessage ack)
    {
        if (_over || _observedByMessage.GetValueOrDefault(ack) is not { } observed)
        {
            return;
        }

        if (BestFit(observed) is { } fit)
        {
            Satisfy(fit.Awaited, fit.Arrow, new Received(observed, null));
            Advance();
        }
        else if (IsDrawnLater(observed))
        {
            _early.Add(new Received(observed, null) { InTime = _driving });
        }
    }

    /// <summary>The transaction layer had no use for it: a response nobody waits for, a request that cannot be answered.</summary>
    internal void OnUnplaced(SipPacket packet, Leg leg)
    {
        if (!_over && packet.Message is { } message && _observedByMessage.GetValueOrDefault(message) is { Retransmission: false } observed)
        {
            observed.Mark = ArrowMark.Unexpected;
        }
    }

    private void Keep(Observed observed)
    {
        _trace.Add(observed);
        _happenings.Add(observed);
    }

    /// <summary>Finds the place of a request in the choreography: forbidden, awaited, allowed, early, or unexpected.</summary>
    private void Place(Received received)
    {
        var message = received.Message;
        if (IsSessionTraffic(received))
        {
            return;
        }

        if (_overdue.Find(a => Recognise(a, message).Fit is Fit.Yes) is { } overdue)
        {
            _overdue.Remove(overdue);
            Accept(overdue, received);
            return;
        }

        if (Forbidden(message))
        {
            AnswerUnlessDrawn(received, null);
            return;
        }

        if (BestFit(message) is { } fit)
        {
            Satisfy(fit.Awaited, fit.Arrow, received);
            return;
        }

        if (_permits.Find(p => p.Step is Arrow a && Recognise(a, message).Fit is Fit.Yes) is { Step: Arrow permitted } permit)
        {
            if (!permit.Again)
            {
                _permits.Remove(permit);
            }

            Accept(permitted, received);
            return;
        }

        if (IsDrawnLater(message))
        {
            // While a control action is under way what it causes may come before its completion is reported. It stays surplus until its turn comes.
            _early.Add(received with { InTime = _driving || SetsUpUnasked });
            return;
        }

        message.Mark = BackgroundTraffic.Includes(message) ? ArrowMark.Tolerated : ArrowMark.Unexpected;
        AnswerUnlessDrawn(received, null);
    }

    private bool Forbidden(Observed message)
    {
        foreach (var window in _windows.Where(w => !w.IsClosed))
        {
            var hit = window.Never.Forbidden switch
            {
                Arrow arrow => message.IsRequest && (arrow.RuledOutByRefusalOf is not { } request || IsRefused(request)) && Recognise(arrow, message).Fit is Fit.Yes,
                Answer answer => message.IsResponse && answer.Codes.Accepts(message.StatusCode) && message.Request is { } request && RequestOf(answer) is { } sent && sent.Carries(request),
                _ => false,
            };
            if (!hit)
            {
                continue;
            }

            message.Mark = ArrowMark.Forbidden;
            if (!window.IsBroken)
            {
                window.IsBroken = true;
                Find(window.Never, $"{message.From} sent {window.Never.Forbidden.Label}{(message.IsRequest ? $" to {message.To}" : "")} although it must not", NoneOf(window.Never.Forbidden), Summary.Of(message), message);
            }

            return true;
        }

        return false;
    }

    private void Satisfy(Awaited awaited, Arrow arrow, Received received)
    {
        awaited.IsSatisfied = true;
        Exercise(awaited.Expectation.Step);
        if (!ReferenceEquals(arrow, awaited.Expectation.Step))
        {
            Exercise(arrow);
        }

        NoteLateness(awaited, received.Message);
        NoteReading(awaited, arrow);
        NoteOwed(arrow, hasCome: true);
        Accept(arrow, received);
        Settle();
    }

    private void Accept(Arrow arrow, Received received)
    {
        var message = received.Message;
        message.Template = arrow.Message;
        MarkAsDrawn(message);
        foreach (var difference in Recognise(arrow, message).Differences)
        {
            Differ(arrow, difference, message);
        }

        if (arrow.Message is Im { HasMessageId: true } && message.Content?.CpimPart?.Cpim is not { MessageId: not null })
        {
            // No receipt can name it (receipts draft 3.4); the message rules say so, and nobody is blamed twice.
            _askew.Add(arrow.Message);
        }

        CheckPassedOn(arrow, message);
        arrow.Message.Bind(message, Facts, arrow);
        _received[arrow] = received;
        AnswerUnlessDrawn(received, arrow);
    }

    /// <summary>A party that passes something on may not touch the body (RFC 3862 6, RFC 3261 16.6).</summary>
    private void CheckPassedOn(Arrow arrow, Observed message)
    {
        if (!arrow.Passing || _sent.Values.FirstOrDefault(s => ReferenceEquals(s.Arrow.Message, arrow.Message)) is not { } original)
        {
            return;
        }

        var before = original.Outbound.Body.Span;
        var after = message.Payload.Span;
        if (before.SequenceEqual(after) || IsBesideHistory(before, message))
        {
            return;
        }

        if (Case.Assignment.Seat == Seat.Gateway && PassedOn.OnlyDeliveryWordsAreGone(original.Outbound.Body, message.Payload))
        {
            Differ(arrow, new Difference("the body unchanged", "a body that does not ask for delivery receipts any more") { Weight = Ledger.Severity.Warning, Reading = "AMB-46" }, message);
            return;
        }

        var at = before.CommonPrefixLength(after);
        Differ(arrow, new Difference($"the body unchanged, {before.Length} octets", $"a body of {after.Length} octets that differs from octet {at} on", message.RangeInPayload(at, Math.Min(16, after.Length - at))), message);
    }

    /// <summary>A list service may put a history beside what it passes on (RFC 5365 7.3).</summary>
    private bool IsBesideHistory(ReadOnlySpan<byte> before, Observed message)
    {
        if (Case.Assignment.Seat != Seat.ListService || message.Content is not { Histories.Count: > 0 } content)
        {
            return false;
        }

        foreach (var payload in content.Payloads)
        {
            if (payload.Bytes.Span.SequenceEqual(before))
            {
                return true;
            }
        }

        return false;
    }

    private void AnswerUnlessDrawn(Received received, Arrow? arrow)
    {
        if (received.Transaction is null || arrow is not null && IsAnswerDrawn(arrow))
        {
            return;
        }

        if (arrow?.Message.Taking(Facts) is { } taking)
        {
            received.Transaction.Respond(taking(received.Transaction.Request.Respond(200)).Build());
            return;
        }

        if (arrow?.Answered is { } codes)
        {
            if (codes.First is 401 or 407)
            {
                Challenge(received.Transaction, isProxy: codes.First == 407);
            }
            else if (codes != Codes.None)
            {
                Respond(received.Transaction, codes.First);
            }

            return;
        }

        Respond(received.Transaction, received.Message.Method is "MESSAGE" or "INFO" ? 200 : BackgroundTraffic.AnswerTo(received.Message.Method) ?? 501);
    }

    private void Repeated(Observed observed, Leg leg)
    {
        foreach (var awaited in _awaited.Where(a => !a.IsSatisfied))
        {
            if (observed.IsRequest && Fits(awaited, observed) is { } arrow)
            {
                Satisfy(awaited, arrow, new Received(observed, null));
                Advance();
                return;
            }

            var repeatedAnswer = awaited.Expectation.Alternatives.OfType<Answer>()
                .FirstOrDefault(a => RequestOf(a) is { } sent && awaited.Expectation.Requests[a].Repetition && ReferenceEquals(sent.Leg, leg));
            if (observed.IsResponse && repeatedAnswer is not null)
            {
                MarkAsDrawn(observed);
                JudgeAnswer(awaited, repeatedAnswer, observed);
                Settle();
                Advance();
                return;
            }
        }
    }

    private Sent? RequestOf(Answer answer) =>
        _answeredBy.TryGetValue(answer, out var arrow) && _sent.TryGetValue(arrow, out var sent) ? sent : null;

    /// <summary>A message of the system under test with the transaction it can be answered on.</summary>
    private sealed record Received(Observed Message, SipServerTransaction? Transaction)
    {
        /// <summary>True when it came early only because the harness had not yet heard that a control action was done.</summary>
        internal bool InTime { get; init; }
    }

    /// <summary>An expectation while it is open.</summary>
    private sealed class Awaited(Expectation expectation)
    {
        internal Expectation Expectation { get; } = expectation;

        internal bool IsSatisfied { get; set; }
    }
}
