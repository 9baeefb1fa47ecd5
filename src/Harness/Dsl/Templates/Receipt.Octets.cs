using System.Text;
using System.Xml.Linq;
using Conformance.Harness.Evidence;
using Conformance.Stack.Smime;
using Conformance.Wire.Receipts;

namespace Conformance.Harness.Dsl.Templates;

/// <content>The receipt on the wire: how it is built.</content>
public sealed partial record Receipt
{
    private static readonly XNamespace Xmlns = "urn:ietf:params:xml:ns:status-receipt";

    /// <inheritdoc/>
    public override Outbound Compose(CaseFacts facts, Arrow arrow)
    {
        var text = new StringBuilder();
        text.Append(CpimLines.Address("From", facts.AddressOf(arrow.From)));
        text.Append(CpimLines.Address("To", (_about as MemberCopy)?.AuthorIn(facts, arrow.To) ?? facts.AddressOf(arrow.To)));
        if ((OwnIdOf?.FactsIn(facts).MessageId ?? OwnId) is { } ownId)
        {
            text.Append("Message-ID: ").Append(ownId).Append("\r\n");
        }

        if (OwnRequest is not null)
        {
            text.Append(OwnRequestName).Append(": ").Append(OwnRequest).Append("\r\n");
        }

        if (Protection is not Protection.None && facts.Carrier is not Carrier.Sip)
        {
            text.Append(CpimLines.Date(facts.Now()));
        }

        text.Append("\r\nContent-Type: ").Append(DocumentType).Append("\r\n");
        if (Disposition is not null)
        {
            text.Append("Content-Disposition: ").Append(Disposition).Append("\r\n");
        }

        var document = Document(facts, arrow);
        var octets = IsInUtf16 ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(document)] : Encoding.UTF8.GetBytes(document);
        var (type, body) = Bare ? (DocumentType, octets) : ("message/cpim", [.. Encoding.UTF8.GetBytes(text.Append("\r\n").ToString()), .. octets]);
        if (Protection is not Protection.None)
        {
            (type, body) = SmimeBody.Protect(Protection, type, body, facts.Keys.Of(arrow.From), [facts.Keys.Of(arrow.To)], facts.Ids.Boundary(), facts.Now());
        }

        if (ForgedStatus is { } forged && Octets.IndexOf(body, $">{Status}<") is >= 0 and var at)
        {
            Encoding.ASCII.GetBytes($">{forged}<").CopyTo(body, at);
        }

        var call = Within is null ? null : facts.Recall<CallFacts>(Within);
        return new Outbound
        {
            ContentType = type,
            Body = body,
            Cuts = [.. CutInside.Select(t => Octets.IndexOf(body, t) + (t.Length / 2)).Order()],
            Reversed = Reversed,
            MsrpMessageId = SendIdIn(facts),
            RequestUri = call?.CallerContact,
            Headers = [.. call?.Headers ?? [], .. Headers, .. OuterDisposition is null ? [] : new (string, string?)[] { ("Content-Disposition", OuterDisposition) }],
            FailureReport = FailureReport,
            SuccessReport = SuccessReport,
        };
    }

    private string Document(CaseFacts facts, Arrow arrow)
    {
        var type = _classes[0] is ReceiptClass.Read or ReceiptClass.ReadUnknown ? StatusReceipt.ReadType : StatusReceipt.DeliveryType;
        var root = new XElement(Xmlns + "status-receipt", new XAttribute("xmlns", Xmlns.NamespaceName), new XElement(Xmlns + "message-id", IdIn(facts) ?? "none"));
        if (!Nameless)
        {
            var named = facts.AddressOf(Recipient ?? arrow.From);
            root.Add(new XElement(Xmlns + "recipient-uri", LacksScheme ? named.Identity[(named.Identity.IndexOf(':', StringComparison.Ordinal) + 1)..] : named.Address));
        }

        if (TypeText != "-")
        {
            root.Add(new XElement(Xmlns + "type", TypeText ?? type));
        }

        root.Add(new XElement(Xmlns + "status", Status));
        var text = root.ToString(SaveOptions.DisableFormatting);
        return Rewrite is null ? text : Rewrite(text);
    }
}
