using System.Globalization;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>The sending half of a user agent: instant messages out, receipts in.</summary>
internal sealed class Sender(SipHost host, UserAgentConduct conduct, TellUser tell)
{
    private readonly SenderConduct _sending = conduct.Sending;
    private readonly ReceiptMatching _matching = conduct.Matching;
    private readonly Outbox _sent = new();

    /// <summary>Forgets what was sent: receipts that still come are about nothing known.</summary>
    public void Reset() => _sent.Clear();

    /// <summary>The action send-im.</summary>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public void Send(ActionValues given)
    {
        if (given.Optional("mode", "sip") != "sip")
        {
            throw new ArgumentException("This seat sends over SIP only.");
        }

        var to = Uri(given.Required("to"), "to");
        var via = given.Optional("via") is { Length: > 0 } text ? Uri(text, "via") : null;
        var user = given.User;
        var hop = host.HopTo(SipAddresses.ToSip(via ?? to));
        var requests = Requests(given.Optional("receipts"));
        var draft = _sending.Draft(new ImDraft
        {
            From = host.ContactOf(user, hop?.Transport ?? TransportKind.Tcp),
            To = to.ToString(),
            Text = given.Optional("text"),
            MessageId = _sending.Identifies(requests) ? _sending.NewMessageId(host.Ids) : null,
            Request = _sending.Request(requests),
            PartHeaders = [("Content-Type", given.Optional("content-type", "text/plain; charset=utf-8"))],
        });
        var messageId = draft.MessageId ?? "";
        void Start() => Carry(user, messageId, draft, to, via, hop);
        var im = new SentIm
        {
            User = user,
            MessageId = messageId,
            Requests = requests,
            Recipient = draft.To,
            Via = via?.ToString(),
            Sent = host.Loop.Now,
            Repeat = Start,
        };
        _sent.Add(im);
        Start();
        if (requests != ReceiptKinds.None && _sending.ReceiptDeadline is { } deadline)
        {
            host.Loop.After(deadline, () => GiveUp(im));
        }
    }

    /// <summary>
    /// Shows what a receipt confirms. One about a message this user never sent, of a kind never asked for, or from somebody the message never went to
    /// is as good as forged (draft section 8.1) and changes nothing.
    /// </summary>
    public void Match(ReceivedReceipt receipt)
    {
        if (_matching.Find(receipt, _sent) is not { } im || !_matching.Believes(receipt, im) || _matching.Told(receipt.Document) is not { } told)
        {
            return;
        }

        im.Confirmed = true;
        tell("show-receipt", ("user", im.User), ("message-id", im.MessageId), ("recipient", _matching.Recipient(receipt, im)), ("class", told));
        if (_matching.Resends(receipt))
        {
            im.Repeat();
        }
    }

    private static SipUri Uri(string text, string name) =>
        SipUri.TryParse(text, out var uri) ? uri : throw new ArgumentException($"send-im: {name} is no URI: {text}");

    private static ReceiptKinds Requests(string words)
    {
        var list = words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return list.FirstOrDefault(word => ReceiptRequest.Of([word]) == ReceiptKinds.None) is { } unknown
            ? throw new ArgumentException($"send-im: there is no receipt \"{unknown}\".")
            : ReceiptRequest.Of(list);
    }

    private void Carry(string user, string messageId, ImDraft draft, SipUri to, SipUri? via, SipTarget? hop)
    {
        var target = SipAddresses.ToSip(to).WithoutHeaders();
        host.Send(target.ToString(), hop, () => Message(user, draft, target, via), outcome =>
        {
            if (outcome.Status >= 300)
            {
                tell("failed", ("user", user), ("message-id", messageId), ("status", outcome.Status.ToString(CultureInfo.InvariantCulture)));
            }
        });
    }

    private SipMessage Message(string user, ImDraft draft, SipUri target, SipUri? via)
    {
        var request = host.NewRequest("MESSAGE", target.ToString(), SipAddresses.ForTo(target), host.RecordOf(user, target.IsSips));
        if (via is not null)
        {
            request.Add("Route", $"<{(via.Parameter("lr") is null ? via.WithParameter("lr", null) : via)}>");
        }

        return _sending.Envelope(draft, request.Body(_sending.Compose(draft), _sending.ContentType)).Build();
    }

    private void GiveUp(SentIm im)
    {
        if (!im.Confirmed)
        {
            tell("failed", ("user", im.User), ("message-id", im.MessageId));
            im.Repeat();
        }
    }
}
