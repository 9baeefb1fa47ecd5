using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>The receiving half of a user agent: instant messages in, receipts out. Also a gateway, for users who hold.</summary>
internal sealed class Recipient(SipHost host, UserAgentConduct conduct, KeyRing keys, TellUser tell)
{
    private readonly RecipientConduct _conduct = conduct.Receiving;
    private readonly Dictionary<string, Inbox> _inboxes = new(StringComparer.Ordinal);
    private readonly Dictionary<ReceivedIm, SipServerTransaction> _unanswered = [];

    /// <summary>Forgets all messages and all settings.</summary>
    public void Reset()
    {
        _inboxes.Clear();
        _unanswered.Clear();
    }

    /// <summary>A control action about messages that came in.</summary>
    /// <returns>False when there is no such action.</returns>
    /// <exception cref="ArgumentException">A value is missing or wrong.</exception>
    public bool Perform(string action, ActionValues given)
    {
        switch (action)
        {
            case "hold":
                InboxOf(given.User).Holding = given.Flag("on");
                return true;
            case "refuse":
                InboxOf(given.User).RefusesWith = given.Number("status", 480);
                return true;
            case "read-unknown":
                InboxOf(given.User).ReadsOutOfSight = given.Flag("on");
                return true;
            case "opt-out":
                InboxOf(given.User).OptedOut = given.Flag("on");
                return true;
            case "opt-out-reads":
                InboxOf(given.User).KeepsReadingQuiet = given.Flag("on");
                return true;
            case "deliver":
                ForEach(given, Deliver);
                return true;
            case "fail":
                var status = given.Number("status", 480);
                ForEach(given, im => Fail(im, status));
                return true;
            case "read":
                ForEach(given, Open);
                return true;
            case "delete":
                ForEach(given, Discard);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes an instant message that nothing is wrong with, unless its user refuses.</summary>
    public void Take(SipServerTransaction transaction, string user, IncomingBody body, int status)
    {
        var inbox = InboxOf(user);
        var im = Received(transaction.Request, user, inbox, body, body.Cpim is { } cpim ? _conduct.Requests(cpim) : ReceiptKinds.None);
        if (inbox.RefusesWith != 0)
        {
            Refuse(transaction, inbox.RefusesWith);
            Happened(im, new ImEvent.Refused(inbox.RefusesWith));
            return;
        }

        // A gateway accepts what it cannot be sure to deliver (RFC 3428 7).
        status = inbox.Holding ? 202 : status;
        var isNew = inbox.Add(im) || _conduct.TakesTwins;
        if (isNew && _conduct.AnswersWhenOpened(im))
        {
            _unanswered[im] = transaction;
            Deliver(im);
            return;
        }

        host.Answer(transaction, status);
        if (!isNew)
        {
            return;
        }

        Happened(im, new ImEvent.Accepted());
        if (!inbox.Holding)
        {
            Deliver(im);
        }
    }

    /// <summary>Takes note of an instant message that was refused for its content.</summary>
    public void Decline(SipMessage request, string user, IncomingBody body, int status)
    {
        var im = Received(request, user, InboxOf(user), body, body.Cpim is { } cpim ? _conduct.Requests(cpim) : ReceiptKinds.None);
        Happened(im, new ImEvent.Refused(status));
    }

    /// <summary>Treats a receipt as a message of its own, with requests of its own.</summary>
    public void Take(SipMessage request, string user, IncomingBody body, ReceiptKinds requests)
    {
        var inbox = InboxOf(user);
        var im = Received(request, user, inbox, body, requests);
        if (inbox.Add(im))
        {
            Deliver(im);
        }
    }

    private void Refuse(SipServerTransaction transaction, int status)
    {
        var response = host.Reply(transaction.Request, status);
        // A 415 says what would have been taken (RFC 3261 21.4.13).
        host.Answer(transaction, (status == 415 ? response.Add("Accept", string.Join(", ", IncomingBody.AcceptedTypes)) : response).Build());
    }

    private Inbox InboxOf(string user)
    {
        if (!_inboxes.TryGetValue(user, out var inbox))
        {
            _inboxes[user] = inbox = new Inbox();
        }

        return inbox;
    }

    // What a user does to a message that is not there has no effect.
    private void ForEach(ActionValues given, Action<ReceivedIm> act)
    {
        foreach (var im in InboxOf(given.User).Named(given.Optional("message-id")))
        {
            act(im);
        }
    }

    private ReceivedIm Received(SipMessage request, string user, Inbox inbox, IncomingBody body, ReceiptKinds requests)
    {
        var called = request.RequestUriText;
        return new ReceivedIm
        {
            User = user,
            Body = body,
            MessageId = body.Cpim?.MessageId,
            Sender = _conduct.Author(request, body.Cpim),
            Recipient = body.Cpim is { } cpim ? NameOf(called, cpim, request) : called,
            Requests = inbox.KeepsReadingQuiet ? requests & ~ReceiptKinds.Read : requests,
            OptedOut = inbox.OptedOut,
        };
    }

    /// <summary>The address the sender used for us: one of several To and cc, and perhaps one that was retargeted on the way.</summary>
    private static string NameOf(string called, CpimMessage cpim, SipMessage request)
    {
        var named = cpim.To.Concat(cpim.Cc).Select(address => address.Uri).ToList();
        return named.Find(uri => SipAddresses.SameUser(uri, called))
            ?? named.Find(uri => request.To is { } to && SipAddresses.SameUser(uri, to.Uri.ToString()))
            ?? (named.Count == 1 ? named[0] : called);
    }

    private void Deliver(ReceivedIm im)
    {
        if (im.State != ImState.Open || !_conduct.Delivers(im.Body))
        {
            return;
        }

        im.State = ImState.Delivered;
        if (_conduct.Shows(im.Body))
        {
            tell(
                "show",
                ("user", im.User),
                ("message-id", im.MessageId ?? ""),
                ("from", im.Sender),
                ("text", im.Body.Text),
                ("disposition", im.Body.Disposition));
        }

        Happened(im, new ImEvent.Delivered());
        if (InboxOf(im.User).ReadsOutOfSight)
        {
            Happened(im, new ImEvent.OutOfSight());
        }
    }

    private void Fail(ReceivedIm im, int status)
    {
        if (im.State == ImState.Open)
        {
            im.State = ImState.Failed;
            Happened(im, new ImEvent.Lost(status));
        }
    }

    private void Open(ReceivedIm im)
    {
        if (_unanswered.Remove(im, out var transaction))
        {
            host.Answer(transaction, 200);
        }

        if (im.State == ImState.Delivered && _conduct.Shows(im.Body) && !InboxOf(im.User).ReadsOutOfSight)
        {
            Happened(im, new ImEvent.Opened());
        }
    }

    private void Discard(ReceivedIm im)
    {
        if (im.State == ImState.Delivered)
        {
            im.State = ImState.Discarded;
            Happened(im, new ImEvent.Discarded());
        }
    }

    private void Happened(ReceivedIm im, ImEvent what)
    {
        foreach (var receipt in _conduct.ReceiptsFor(im, what))
        {
            if (im.Reported.Add(receipt.Type ?? "") || !_conduct.OncePerType)
            {
                foreach (var addressee in _conduct.Addressees(im))
                {
                    Send(im, receipt, addressee);
                }
            }
        }
    }

    /// <summary>A receipt travels as a MESSAGE of its own to whoever sent the message.</summary>
    private void Send(ReceivedIm im, StatusReceipt receipt, string addressee)
    {
        if (!SipUri.TryParse(addressee, out var uri) || uri.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        // A receipt is protected as the message was (draft section 8.2); where that cannot be done there is none.
        var layers = conduct.Receipts.Protection(_conduct.Layers(im.Body));
        if (!keys.CanSeal(im.User, addressee, layers))
        {
            if (conduct.Receipts.WithoutKey is not { } instead)
            {
                return;
            }

            layers = instead;
        }

        var target = SipAddresses.ToSip(uri).WithoutHeaders();
        conduct.Receipts.Deliver(
            receipt,
            ended => host.Send(target.ToString(), host.HopTo(target), () => Carry(im, receipt, addressee, target, layers), ended, isFirst: conduct.Receipts.GoesFirst(receipt)),
            next => Send(im, next, addressee));
    }

    private SipMessage Carry(ReceivedIm im, StatusReceipt receipt, string addressee, SipUri target, Protection layers)
    {
        var draft = new ReceiptDraft { From = im.Recipient, To = addressee, Document = receipt };
        var request = host.NewRequest("MESSAGE", target.ToString(), SipAddresses.ForTo(target), host.RecordOf(im.User, target.IsSips));
        var message = conduct.Receipts.Carry(draft, request);
        return layers is Protection.None ? message : keys.Seal(message, im.User, addressee, layers);
    }
}
