using System.Globalization;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Client;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>The sending half of a user agent: instant messages out, receipts in.</summary>
/// <param name="taken">Takes requests inside the user's calls.</param>
internal sealed class Sender(SipHost host, UserAgentConduct conduct, TellUser tell, Action<SipServerTransaction> taken)
{
    private readonly SenderConduct _sending = conduct.Sending;
    private readonly ReceiptMatching _matching = conduct.Matching;
    private readonly Outbox _sent = new();
    private readonly Calls _calls = new(host, taken);

    /// <summary>Forgets what was sent: receipts that still come are about nothing known. Calls end.</summary>
    public void Reset()
    {
        _sent.Clear();
        _calls.Reset();
    }

    /// <summary>The action open-dialog.</summary>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public void Call(ActionValues given) => _calls.Open(given.User, Uri(given, "to"));

    /// <summary>Takes a request that belongs to a call of a user.</summary>
    public bool TakesPartOfCall(SipServerTransaction transaction) => _calls.Handle(transaction);

    /// <summary>The action send-im.</summary>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public void Send(ActionValues given)
    {
        if (given.Optional("mode", "sip") != "sip")
        {
            throw new ArgumentException("This seat sends over SIP only.");
        }

        var to = Uri(given, "to");
        var via = given.Optional("via").Length > 0 ? Uri(given, "via") : null;
        var target = SipAddresses.ToSip(to).WithoutHeaders();
        var hop = host.HopTo(via is null ? target : SipAddresses.ToSip(via));
        var draft = Draft(given, [to.ToString()], hop);
        if (_calls.Find(given.User, target) is { } call)
        {
            var queue = _sending.WaitsInDialog(call) ? call.RemoteTarget : $"{call.RemoteTarget} {host.Ids.Tag()}";
            Send(given, draft, draft.To, null, queue, call.NextHop, () => _sending.GoesInside(call) ? Envelope(draft, call.NewRequest("MESSAGE")) : Message(given.User, draft, target, via));
            return;
        }

        Send(given, draft, draft.To, via?.ToString(), target.ToString(), hop, () => Message(given.User, draft, target, via));
    }

    /// <summary>The action send-list: one message to a list service, which sends it on to everybody named (RFC 5365).</summary>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public void SendList(ActionValues given)
    {
        var service = Uri(given, "service");
        var addressees = Addressee.ReadAll(given.Required("recipients"));
        var hop = host.HopTo(service);
        // Everybody gets to see the CPIM headers: they name only those whom everybody may see.
        var visible = addressees.Where(one => !one.Hidden && one.Level != CopyControl.Bcc).ToList();
        var draft = Draft(given, visible.Count == 0 ? [service.ToString()] : [.. visible.Select(one => one.Uri.ToString())], hop);
        Send(given, draft, [.. addressees.Select(one => one.Uri.ToString())], service.ToString(), service.ToString(), hop, () => new ListComposer(host, new ListClientConduct())
            .Compose(given.User, service, addressees, _sending.ListPart(draft, _sending.Compose(draft))));
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

    private static SipUri Uri(ActionValues given, string name) =>
        SipUri.TryParse(given.Required(name), out var uri) ? uri : throw new ArgumentException($"{name} is no URI: {given.Required(name)}");

    private static ReceiptKinds Requests(ActionValues given)
    {
        var words = given.Optional("receipts").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(word => ReceiptRequest.Of([word]) == ReceiptKinds.None) is { } unknown
            ? throw new ArgumentException($"There is no receipt \"{unknown}\".")
            : ReceiptRequest.Of(words);
    }

    private ImDraft Draft(ActionValues given, IReadOnlyList<string> to, SipTarget? hop)
    {
        var requests = Requests(given);
        return _sending.Draft(new ImDraft
        {
            From = host.ContactOf(given.User, hop?.Transport ?? TransportKind.Tcp),
            To = to,
            Text = given.Optional("text"),
            MessageId = _sending.Identifies(requests) ? _sending.NewMessageId(host.Ids) : null,
            Request = _sending.Request(requests),
            PartHeaders = [("Content-Type", given.Optional("content-type", "text/plain; charset=utf-8"))],
        });
    }

    private void Send(
        ActionValues given, ImDraft draft, IReadOnlyList<string> recipients, string? via, string queue, SipTarget? hop, Func<SipMessage> compose)
    {
        var (user, messageId) = (given.User, draft.MessageId ?? "");
        void Start() => host.Send(queue, hop, compose, outcome =>
        {
            if (outcome.Status >= 300)
            {
                tell("failed", ("user", user), ("message-id", messageId), ("status", outcome.Status.ToString(CultureInfo.InvariantCulture)));
            }
        });
        var im = new SentIm
        {
            User = user,
            MessageId = messageId,
            Requests = Requests(given),
            Recipients = recipients,
            Via = via,
            Sent = host.Loop.Now,
            Repeat = Start,
        };
        _sent.Add(im);
        Start();
        if (im.Requests != ReceiptKinds.None && _sending.ReceiptDeadline is { } deadline)
        {
            host.Loop.After(deadline, () => GiveUp(im));
        }
    }

    private SipMessage Message(string user, ImDraft draft, SipUri target, SipUri? via)
    {
        var request = host.NewRequest("MESSAGE", target.ToString(), SipAddresses.ForTo(target), host.RecordOf(user, target.IsSips));
        if (via is not null)
        {
            request.Add("Route", $"<{(via.Parameter("lr") is null ? via.WithParameter("lr", null) : via)}>");
        }

        return Envelope(draft, request);
    }

    private SipMessage Envelope(ImDraft draft, SipMessageBuilder request) =>
        _sending.Envelope(draft, request.Body(_sending.Compose(draft), _sending.ContentType)).Build();

    private void GiveUp(SentIm im)
    {
        if (!im.Confirmed)
        {
            tell("failed", ("user", im.User), ("message-id", im.MessageId));
            im.Repeat();
        }
    }
}
