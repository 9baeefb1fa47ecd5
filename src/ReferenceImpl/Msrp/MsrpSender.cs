using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>The sending half of a user agent over MSRP: instant messages out, read receipts in.</summary>
internal sealed class MsrpSender(MsrpCalls calls, MsrpConduct conduct, TellUser tell)
{
    private readonly SenderConduct _sending = conduct.Agent.Sending;
    private readonly ReceiptMatching _matching = conduct.Agent.Matching;
    private readonly MsrpWriter _writer = new(conduct);
    private readonly Outbox _sent = new();

    /// <summary>Forgets what was sent.</summary>
    public void Reset() => _sent.Clear();

    /// <summary>The action send-im: in the session with its recipient, which is set up when there is none.</summary>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public void Send(ActionValues given)
    {
        if (given.Optional("mode", "msrp") != "msrp")
        {
            throw new ArgumentException("This seat sends over MSRP only.");
        }

        if (!SipUri.TryParse(given.Required("to"), out var to))
        {
            throw new ArgumentException($"to is no URI: {given.Required("to")}");
        }

        var asked = conduct.Asks(Wanted(given));
        var user = given.User;
        var call = calls.Find(user, to.ToString()) ?? calls.Open(user, to);
        var draft = _sending.Draft(new ImDraft
        {
            From = call.Contact,
            To = [to.ToString()],
            Text = given.Optional("text"),
            MessageId = _sending.Identifies(asked) ? _sending.NewMessageId(calls.Host.Ids) : null,
            Request = _sending.Request(asked),
            PartHeaders = [("Content-Type", given.Optional("content-type", "text/plain; charset=utf-8"))],
        });
        var outgoing = conduct.ImEnvelope(draft, new MsrpOutgoing { Body = _sending.Compose(draft), ContentType = _sending.ContentType });
        void Start() => Write(call, user, draft.MessageId ?? "", outgoing);
        var im = new SentIm
        {
            User = user,
            MessageId = draft.MessageId ?? "",
            Requests = asked,
            Recipients = draft.To,
            Via = null,
            Sent = calls.Host.Loop.Now,
            Repeat = Start,
        };
        _sent.Add(im);
        Start();
        if (asked != ReceiptKinds.None && _sending.ReceiptDeadline is { } deadline)
        {
            calls.Host.Loop.After(deadline, () => GiveUp(im));
        }
    }

    /// <summary>Shows what a receipt confirms, whichever session it came in. One that cannot be what it says changes nothing (draft section 8.1).</summary>
    public ReceivedReceipt? Match(MsrpCall call, CpimMessage cpim)
    {
        if (_matching.Read(cpim) is not { } document)
        {
            return null;
        }

        var receipt = new ReceivedReceipt(call.User, call.Peer, cpim, document, calls.Host.Loop.Now);
        if (_matching.Find(receipt, _sent) is { } im && _matching.Believes(receipt, im) && _matching.Told(document) is { } told)
        {
            im.Confirmed = true;
            tell("show-receipt", ("user", im.User), ("message-id", im.MessageId), ("recipient", _matching.Recipient(receipt, im)), ("class", told));
        }

        return receipt;
    }

    private static ReceiptKinds Wanted(ActionValues given)
    {
        var words = given.Optional("receipts").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(word => ReceiptRequest.Of([word]) == ReceiptKinds.None) is { } unknown
            ? throw new ArgumentException($"There is no receipt \"{unknown}\".")
            : ReceiptRequest.Of(words);
    }

    private void Write(MsrpCall call, string user, string messageId, MsrpOutgoing outgoing)
    {
        if (_writer.Send(call, outgoing) is { } transfer)
        {
            transfer.Failed += _ => tell("failed", ("user", user), ("message-id", messageId));
            if (conduct.TellsOnReport is { } told)
            {
                transfer.Delivered += () => tell("show-receipt", ("user", user), ("message-id", messageId), ("recipient", call.Peer), ("class", told));
            }
        }
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
