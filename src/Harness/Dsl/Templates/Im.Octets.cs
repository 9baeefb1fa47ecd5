using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Stack.Smime;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Dsl.Templates;

/// <content>The message on the wire: how it is built, and by what it is recognised.</content>
public sealed partial record Im
{
    /// <summary>Ids and text of this message in a case, made up on first use.</summary>
    public ImFacts FactsIn(CaseFacts facts)
    {
        if (facts.Recall<ImFacts>(this) is { } known)
        {
            return known;
        }

        var text = facts.Invention.Text();
        var made = new ImFacts(
            HasMessageId ? SharesIdWith?.FactsIn(facts).MessageId ?? Id ?? facts.Ids.MessageId() + facts.Ids.Token(IdLength) : null,
            Echoed?.FactsIn(facts).Text ?? $"{Words}{text} [{facts.Ids.Token(6)}]{string.Concat(Enumerable.Repeat(" " + text, TextLength / (text.Length + 1) + (TextLength > 0 ? 1 : 0)))}",
            default);
        facts.Bind(this, made);
        return made;
    }

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow)
    {
        var known = FactsIn(facts);
        var body = IsEmpty ? [] : BareType is null ? Cpim(known, facts, arrow) : Encoding.UTF8.GetBytes(Preface + known.Text);
        var type = BareType ?? OuterType;
        if (PartLines is not null || History is not null)
        {
            (type, body) = AsMultipart(type, body, facts);
        }

        if (Protection is not Protection.None && !IsProtectedInside)
        {
            (type, body) = SmimeBody.Protect(Protection, type, body, facts.Keys.Of(arrow.From), [facts.Keys.Of(arrow.To)], facts.Ids.Boundary(), facts.Now() + (DateIsOff * facts.DateSkew));
        }

        if (IsTampered && Octets.IndexOf(body, known.Text) is >= 0 and var words)
        {
            body[words] ^= 0x20;
        }

        facts.Bind(this, known with { Payload = body });
        return new Outbound
        {
            Method = Method,
            ContentType = IsEmpty ? null : type,
            Body = body,
            Headers = ReplyTo is null ? Headers : [.. Headers, ("Reply-To", $"<{facts.AddressOf(ReplyTo).Address}>")],
            FailureReport = FailureReport,
            SuccessReport = SuccessReport,
            Cuts = [.. CutInside.Select(t => Octets.IndexOf(body, t) + (t.Length / 2)).Order()],
            MsrpMessageId = SendIdOf?.FactsIn(facts).MessageId,
            Ending = Ending,
            Proof = Proof,
        };
    }

    /// <summary>The one part under its own header lines, or beside the history of a list.</summary>
    private (string Type, byte[] Body) AsMultipart(string type, byte[] body, CaseFacts facts)
    {
        var boundary = facts.Ids.Boundary();
        List<BodyPart> parts = [new BodyPart([$"Content-Type: {type}", .. PartLines ?? []], body)];
        if (History is { } visible)
        {
            var entries = visible.Select(p => new ListEntry(facts.AddressOf(p).Address) { CopyControlText = "to" });
            parts.Add(new BodyPart([$"Content-Type: {ResourceLists.MediaType}", ListCopy.HistoryDisposition], ResourceLists.Write(entries)));
        }

        return (Multipart.Mixed(boundary), Multipart.Write(boundary, parts));
    }

    private byte[] Cpim(ImFacts known, CaseFacts facts, Arrow arrow)
    {
        var text = new StringBuilder();
        foreach (var line in ExtraLines)
        {
            text.Append(line).Append("\r\n");
        }

        var sender = facts.AddressOf(Author ?? arrow.From);
        text.Append(CpimLines.Address("From", SenderName is null ? sender : sender with { DisplayName = SenderName }));
        foreach (var party in Addressees.DefaultIfEmpty(arrow.To))
        {
            var named = facts.AddressOf(party);
            text.Append(CpimLines.Address("To", NamesImUri ? named with { Address = "im:" + named.Identity[(named.Identity.IndexOf(':', StringComparison.Ordinal) + 1)..] } : named));
        }

        foreach (var party in Copied)
        {
            text.Append(CpimLines.Address("cc", facts.AddressOf(party)));
        }

        if (HasMessageId)
        {
            var line = $"Message-ID: {known.MessageId}\r\n";
            text.Append(line).Append(IsNamedTwice ? line : "");
        }

        if (RequestText is not null)
        {
            text.Append("Receipt-Request:").Append(RequestText).Append("\r\n");
        }
        else if (Requests is { Count: > 0 })
        {
            text.Append("Receipt-Request: ").AppendJoin(", ", Requests).Append("\r\n");
        }

        if (Protection is not Protection.None && facts.Carrier is not Carrier.Sip)
        {
            // RFC 4975 13: over MSRP what is under S/MIME is dated in its message/cpim.
            text.Append(CpimLines.Date(facts.Now() + (DateIsOff * facts.DateSkew)));
        }

        if (IsProtectedInside)
        {
            var (type, inside) = SmimeBody.Protect(
                Protection, InnerType, Encoding.UTF8.GetBytes(Preface + known.Text), facts.Keys.Of(arrow.From), [facts.Keys.Of(arrow.To)], facts.Ids.Boundary(), facts.Now());
            return [.. Encoding.UTF8.GetBytes(text.Append("\r\nContent-Type: ").Append(type).Append("\r\n\r\n").ToString()), .. inside];
        }

        text.Append("\r\nContent-Type: ").Append(InnerType).Append("\r\n");
        if (InnerDisposition is not null)
        {
            text.Append("Content-Disposition: ").Append(InnerDisposition).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(Preface).Append(known.Text).ToString());
    }

    /// <inheritdoc/>
    public override Recognition Recognise(Observed message, CaseFacts facts, Arrow arrow)
    {
        if (!message.IsRequest || message.Content is not { } content)
        {
            return Recognition.No;
        }

        var known = FactsIn(facts);
        var cpim = content.CpimPart?.Cpim;
        var sameId = HasMessageId && known.Payload.Length > 0 && cpim?.MessageId == known.MessageId && content.Receipt is null;
        var sameText = content.Holds(Encoding.UTF8.GetBytes(known.Text));
        if (!sameId && !sameText)
        {
            return message.Kind is MessageKind.InstantMessage ? Recognition.Near : Recognition.No;
        }

        return arrow.Passing ? Recognition.Yes : Recognition.With([.. RequestDifferences(message, content, facts), .. IdDifferences(message, cpim?.MessageId, facts)]);
    }

    /// <summary>Whoever says the same again says it in a message of its own.</summary>
    private IEnumerable<Difference> IdDifferences(Observed message, string? id, CaseFacts facts) => id is not null && Echoed?.FactsIn(facts).MessageId == id
        ? [new Difference($"another Message-ID than that of {Echoed.Name}", id, message.RangeOf(id), "RCPT-3.1-04")]
        : [];

    /// <inheritdoc/>
    public override void Bind(Observed message, CaseFacts facts, Arrow arrow)
    {
        var known = FactsIn(facts);
        if (known.Payload.IsEmpty)
        {
            var id = message.Content?.CpimPart?.Cpim?.MessageId;
            facts.Bind(this, known with { MessageId = id ?? known.MessageId, Payload = message.Payload });
            if (message.Msrp?.MessageId is { } transportId)
            {
                facts.BindMsrpMessageId(this, transportId);
            }
        }
    }

    private List<Difference> RequestDifferences(Observed message, Content content, CaseFacts facts)
    {
        if (facts.Recall<ImFacts>(this) is { Payload.IsEmpty: false } || RequestText is not null)
        {
            return [];
        }

        var cpim = content.CpimPart?.Cpim;
        var asked = cpim?.ReceiptRequests ?? [];
        var due = Requests ?? [];
        return asked.Count == due.Count && due.All(asked.Contains)
            ? []
            : cpim is null
            ? [new Difference(
                $"message/cpim with Receipt-Request: {string.Join(", ", due)}",
                message.PayloadType?.ToString() ?? "no Content-Type",
                message.RangeOf("Content-Type"),
                message.Msrp is null ? "RCPT-6.1.1-03" : "RCPT-7.1.1-03")]
            : [new Difference(
                due.Count == 0 ? "no Receipt-Request" : $"Receipt-Request: {string.Join(", ", due)}",
                cpim?.ReceiptRequest is { } value ? $"Receipt-Request: {value}" : "no Receipt-Request",
                message.RangeOf("Receipt-Request"))];
    }
}
