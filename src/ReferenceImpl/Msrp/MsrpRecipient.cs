using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Msrp;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>The receiving half of a user agent over MSRP: instant messages in, read receipts out.</summary>
internal sealed class MsrpRecipient(MsrpCalls calls, MsrpConduct conduct, KeyRing keys, TellUser tell)
{
    private readonly RecipientConduct _receiving = conduct.Agent.Receiving;
    private readonly ReceiptConduct _receipts = conduct.Agent.Receipts;
    private readonly MsrpWriter _writer = new(conduct);
    private readonly Dictionary<string, Inbox> _inboxes = new(StringComparer.Ordinal);
    private readonly Dictionary<ReceivedIm, MsrpCall> _cameIn = [];

    /// <summary>Forgets all messages and all settings.</summary>
    public void Reset()
    {
        _inboxes.Clear();
        _cameIn.Clear();
    }

    /// <summary>Whether a user wants no receipts sent.</summary>
    public bool IsOptedOut(string user) => InboxOf(user).OptedOut;

    /// <summary>A control action about messages that came in.</summary>
    /// <returns>False when there is no such action.</returns>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public bool Perform(string action, ActionValues given)
    {
        switch (action)
        {
            case "read-unknown":
                InboxOf(given.User).ReadsOutOfSight = given.Flag("on");
                return true;
            case "opt-out":
                InboxOf(given.User).OptedOut = given.Flag("on");
                return true;
            case "read":
                foreach (var im in InboxOf(given.User).Named(given.Optional("message-id")))
                {
                    Open(im);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes a complete instant message.</summary>
    public void Take(MsrpCall call, MsrpReceived message, IncomingBody body) => Take(call, message, body, body.Cpim is { } cpim
        ? conduct.Honours(message, _receiving.Requests(cpim))
        : ReceiptKinds.None);

    /// <summary>Takes a message with the requests it is held to make.</summary>
    public void Take(MsrpCall call, MsrpReceived message, IncomingBody body, ReceiptKinds requests)
    {
        var inbox = InboxOf(call.User);
        var im = new ReceivedIm
        {
            User = call.User,
            Body = body,
            MessageId = body.Cpim is { } cpim ? conduct.IdOf(message, cpim) : null,
            Sender = body.Cpim?.From?.Uri ?? call.Peer,
            Recipient = NameOf(call, body.Cpim),
            Requests = requests,
            OptedOut = inbox.OptedOut,
        };
        if (!inbox.Add(im))
        {
            return;
        }

        _cameIn[im] = call;
        im.State = ImState.Delivered;
        if (_receiving.Shows(body))
        {
            tell("show", ("user", im.User), ("message-id", im.MessageId ?? ""), ("from", im.Sender), ("text", body.Text), ("disposition", body.Disposition));
        }

        Happened(im, new ImEvent.Delivered());
        if (inbox.ReadsOutOfSight)
        {
            Happened(im, new ImEvent.OutOfSight());
        }
    }

    private Inbox InboxOf(string user)
    {
        if (!_inboxes.TryGetValue(user, out var inbox))
        {
            _inboxes[user] = inbox = new Inbox();
        }

        return inbox;
    }

    /// <summary>The address the sender used for us. In a room the message is addressed to the room, and we speak as ourselves.</summary>
    private static string NameOf(MsrpCall call, CpimMessage? cpim)
    {
        var named = cpim is null ? [] : cpim.To.Concat(cpim.Cc).Select(address => address.Uri).ToList();
        return named.Find(uri => SipAddresses.SameUser(uri, call.Contact))
            ?? (named is [var only] && !SipAddresses.SameUser(only, call.Peer) ? only : call.Contact);
    }

    private void Open(ReceivedIm im)
    {
        if (_receiving.Shows(im.Body) && !InboxOf(im.User).ReadsOutOfSight)
        {
            Happened(im, new ImEvent.Opened());
        }
    }

    private void Happened(ReceivedIm im, ImEvent what)
    {
        foreach (var receipt in _receiving.ReceiptsFor(im, what))
        {
            if (im.Reported.Add(receipt.Type ?? "") || !_receiving.OncePerType)
            {
                foreach (var addressee in _receiving.Addressees(im))
                {
                    Send(im, receipt, addressee);
                }
            }
        }
    }

    /// <summary>A receipt goes back the way the message came; when that session is over, in another one with its sender.</summary>
    private void Send(ReceivedIm im, StatusReceipt receipt, string addressee)
    {
        if (!_cameIn.TryGetValue(im, out var call))
        {
            return;
        }

        if (call.IsOver)
        {
            if (!conduct.FollowsSender || !SipUri.TryParse(addressee, out var uri))
            {
                return;
            }

            call = calls.Find(im.User, addressee) ?? calls.Open(im.User, uri);
        }

        if (call.Remote is { } remote && !conduct.MayGoTo(remote))
        {
            return;
        }

        var layers = _receipts.Protection(_receiving.Layers(im.Body));
        if (!keys.CanSeal(im.User, addressee, layers))
        {
            if (_receipts.WithoutKey is not { } instead)
            {
                return;
            }

            layers = instead;
        }

        var draft = _receipts.Draft(new ReceiptDraft { From = im.Recipient, To = addressee, Document = receipt, Date = layers is Protection.None ? null : keys.Now });
        var (type, body) = (_receipts.ContentType, _receipts.Compose(draft));
        if (layers is not Protection.None)
        {
            (type, body) = keys.Seal(type, body, im.User, [addressee], layers, null);
        }

        _writer.Send(call, conduct.ReceiptEnvelope(draft, new MsrpOutgoing { Body = body, ContentType = type, FailureReport = "no" }));
        if (conduct.ReceiptResponseTimeout is { } patience)
        {
            var session = call;
            calls.Host.Loop.After(patience, () => calls.Close(session, "a receipt was not answered"));
        }
    }
}
