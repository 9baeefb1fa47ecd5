using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>What goes through MSRP sessions: chunks and responses in the evidence, complete messages in the choreography.</content>
internal sealed partial class CaseRun
{
    private readonly Dictionary<string, Sent> _sentByMessageId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Observed> _chunksByTransaction = new(StringComparer.Ordinal);
    private readonly Dictionary<MsrpMessage, Observed> _observedByChunk = new(ReferenceEqualityComparer.Instance);
    private DeliveryReport? _reporting;

    /// <summary>Takes one MSRP message from the tap into the evidence. Complete messages are matched when the session hands them on.</summary>
    internal void Record(MsrpPacket packet, Party ours, int octets)
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
            Place = octets,
            At = packet.Time - _start,
            LostBefore = _tester.TimeLost,
            From = packet.Outgoing ? ours : SutParty,
            To = packet.Outgoing ? SutParty : ours,
            FromSut = !packet.Outgoing,
            Transport = packet.Transport,
            Bytes = packet.Bytes,
            Keys = Facts.Keys,
            Msrp = message,
            Malformed = packet.Error,
            Request = message is { IsRequest: false } ? _chunksByTransaction.GetValueOrDefault(message.TransactionId) : null,
            Template = sent?.Arrow.Message,
            Provocation = sent?.Arrow.Message.Provocation ?? (packet.Outgoing && _reporting?.Provocation is true),
            Mark = packet.Outgoing ? ArrowMark.Expected : packet.Error is null ? ArrowMark.Tolerated : ArrowMark.Unexpected,
        };
        Keep(observed);
        if ((!packet.Outgoing && IsFlooded(observed)) || message is null)
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

        if (observed.Msrp is { Method: "REPORT", MessageId: { } id } report && report.Status?.Split(' ') is not [_, "200", ..] && _sentByMessageId.TryGetValue(id, out var failed))
        {
            failed.IsReportedFailed = true;
            ReleaseWhatIsNotDue();
            Settle();
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
            MarkAsDrawn(response);
        }
    }

    private void SendOverSession(Arrow arrow)
    {
        if (!_sessions.TryGetValue(arrow.From, out var ours))
        {
            throw new ScenarioException($"{arrow.From} sends {arrow.Message.Label} without a session");
        }

        if (arrow.Message is DeliveryReport report)
        {
            SendReport(report, arrow.From, ours.Session);
            return;
        }

        if (arrow.Portion is Portion.Rest)
        {
            SendRest(arrow, ours.Session);
            return;
        }

        var outbound = arrow.Message.Compose(Facts, arrow);
        var messageId = outbound.MsrpMessageId ?? Facts.Ids.MsrpMessageId();
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
        if (outbound.Ending is Ending.Complete && !outbound.Reversed && arrow.Portion is Portion.Whole && !IsInterrupted(arrow.From))
        {
            ours.Session.Send(outgoing);
        }
        else if (ours.Session.Connection is { IsOpen: true })
        {
            var chunks = ours.Session.Compose(outgoing);
            sent.Rest = arrow.Portion is Portion.FirstChunk ? [.. chunks.Skip(1)] : [];
            SendByHand(ours.Session, outbound, chunks.SkipLast(sent.Rest.Count).ToArray());
        }
    }

    /// <summary>True while a message of the party is begun and not concluded: what it sends now comes between.</summary>
    private bool IsInterrupted(Party ours) => _sent.Values.Any(s => s.Arrow.From == ours && s.Rest.Count > 0);

    private void SendRest(Arrow arrow, MsrpSession session)
    {
        var sent = _sent.Values.FirstOrDefault(s => ReferenceEquals(s.Arrow.Message, arrow.Message) && s.Rest.Count > 0)
            ?? throw new ScenarioException($"{arrow.From} concludes {arrow.Message.Label}, of which nothing is left to send");
        var rest = sent.Rest;
        (sent.Arrow, sent.Rest) = (arrow, []);
        _sent[arrow] = sent;
        if (sent.Final is { StatusCode: 200 })
        {
            // That was about the first chunk: the message is not answered before its last one is.
            sent.Final = null;
        }

        if (session.Connection is { IsOpen: true })
        {
            SendByHand(session, sent.Outbound, rest);
        }
    }

    private void SendReport(DeliveryReport report, Party ours, MsrpSession session)
    {
        var subject = _trace.Messages.LastOrDefault(m => m.FromSut && m.To == ours && ReferenceEquals(m.Template, report.About) && m.Assembled is not null);
        if (subject is { Msrp: { } send, Assembled: { } body } && session.Connection is { IsOpen: true })
        {
            _reporting = report;
            session.SendReport(send, new MsrpByteRange(1, body.Length, body.Length), report.Status ?? 200);
            _reporting = null;
        }
    }

    /// <summary>True when the flow draws the REPORT about a message that came, so that it is not for the session to send.</summary>
    private bool DrawsReportOf(MsrpReceived message, Party ours) => _operations.Skip(_next).OfType<Operation.Send>().Any(o =>
        o.Arrow.From == ours && o.Arrow.Message is DeliveryReport { About: Im im } && im.FactsIn(Facts).MessageId is { } id && Octets.IndexOf(message.Body.Span, id) >= 0);

    private static void SendByHand(MsrpSession session, Outbound outbound, IReadOnlyList<MsrpMessage> chunks)
    {
        if (outbound.Ending is not Ending.Complete)
        {
            session.SendRaw(chunks[0].Bytes);
            if (outbound.Ending is Ending.GivenUp)
            {
                session.SendRaw(chunks[1].Edit().Flag(MsrpFlag.Aborted).ToBytes());
            }

            return;
        }

        foreach (var chunk in outbound.Reversed ? chunks.Reverse() : chunks)
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

    /// <summary>The code drawn for the next request that is awaited at a party, where it is not the usual 200; 0 for no answer.</summary>
    private int? DrawnReply(Party ours)
    {
        var next = _awaited.Where(a => !a.IsSatisfied).Select(a => a.Expectation)
            .Concat(_operations.Skip(_next).OfType<Operation.Await>().SelectMany(a => a.Expectations))
            .SelectMany(e => e.Alternatives).OfType<Arrow>().FirstOrDefault(a => a.Receiver == ours);
        var reply = next is null ? null : _operations.Skip(_next).OfType<Operation.Reply>().FirstOrDefault(r => ReferenceEquals(r.Request, next));
        return reply is null || reply.Answer.Codes.First == 200 ? null : reply.Answer.Codes.First;
    }

    /// <summary>Answers by RFC 4975, with the status that the flow draws, and reports when the flow says so.</summary>
    private sealed class DrawnReplies(CaseRun run, Party ours) : MsrpReplyPolicy
    {
        private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

        public override MsrpReply Respond(MsrpArrival arrival)
        {
            if (!arrival.Request.HasBody || run.DrawnReply(ours) is not { } code)
            {
                return base.Respond(arrival);
            }

            _refused.Add(arrival.Request.MessageId ?? "");
            if (code == 481 && arrival.Session is not null)
            {
                // No such session: it is not the other side that ends it.
                run._disowned.Add(arrival.Session);
            }

            return code == 0 ? MsrpReply.None : base.Respond(arrival with { Status = code });
        }

        public override MsrpReply Report(MsrpSession session, MsrpReceived message) =>
            _refused.Contains(message.MessageId) || run.DrawsReportOf(message, ours) ? MsrpReply.None : base.Report(session, message);
    }
}
