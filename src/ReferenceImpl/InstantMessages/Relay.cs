using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>
/// A SIP intermediary that answers for instant messages (draft section 6.2): 202 at once, then it sends the message on and, if it fails downstream and
/// its sender asked for that, says so in a negative delivery receipt. Receipts on their way to somebody pass without state.
/// </summary>
internal sealed class Relay : IReferenceSeat
{
    private readonly RelayConduct _conduct;
    private readonly SipHost _host;
    private readonly RequestGate _gate;
    private readonly StatelessForwarder _stateless;
    private readonly ForwardedIms _forwarded = new();
    private readonly Dictionary<string, IReadOnlyList<SipUri>> _contacts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _passing = new(StringComparer.Ordinal);

    private Relay(SeatOptions options)
    {
        _conduct = options.Deviate(new RelayConduct());
        _host = new SipHost(options, _conduct.Sip);
        _gate = new RequestGate(_host, new SipCapabilities { ContentTypes = ["*/*"] }, options);
        _stateless = new StatelessForwarder(_host, _conduct);
        _host.Transactions.Intercept = Intercept;
        _host.Request += OnRequest;
    }

    /// <inheritdoc/>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public string Seat => "im-intermediary";

    /// <inheritdoc/>
    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _host.Addresses;

    /// <inheritdoc/>
    public IPEndPoint? MsrpAddress => null;

    public static Relay ImIntermediary(SeatOptions options) => new(options);

    /// <inheritdoc/>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "retarget":
                _contacts[given.Required("uri")] = given.Uris("contacts");
                break;
            case "pass-responses":
                _ = given.Flag("on") ? _passing.Add(given.Required("uri")) : _passing.Remove(given.Required("uri"));
                break;
            case "reset":
                _forwarded.Clear();
                _contacts.Clear();
                _passing.Clear();
                break;
            default:
                throw new ArgumentException($"The seat {Seat} has no user and no action \"{action}\".", nameof(action));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    /// <summary>Passes receipts for others, and the responses to them, before any transaction takes note of them.</summary>
    private bool Intercept(SipPacket packet)
    {
        if ((packet.Stamped ?? packet.Message) is not { } message)
        {
            return false;
        }

        if (message.IsResponse)
        {
            return _stateless.TakesBack(message);
        }

        if (message.Method != "MESSAGE" || message.MaxForwards == 0 || Receipt(message, out var cpim) is not { } kind || cpim is null)
        {
            return false;
        }

        var document = kind == CpimKind.Neither ? null : Document(cpim);
        var next = new Onward(_host, message);
        if (next.IsHere || next.Hop is not { } hop || _conduct.Passes(document) != ReceiptPassage.Stateless)
        {
            return false;
        }

        if (_conduct.Forwards(message))
        {
            _stateless.Forward(Edited(next.Request, message), message, hop);
        }

        return true;
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        if (!_gate.Admits(transaction, _ => true))
        {
            return;
        }

        var request = transaction.Request;
        var next = new Onward(_host, request);
        if (Receipt(request, out var cpim) is not null && cpim is not null)
        {
            OnReceipt(transaction, next, cpim);
        }
        else if (next.IsHere)
        {
            Refuse(transaction, next, 404);
        }
        else if (request.MaxForwards == 0)
        {
            Refuse(transaction, next, 483);
        }
        else if (_passing.Contains(next.Target))
        {
            PassOn(transaction, next);
        }
        else
        {
            _host.Answer(transaction, 202);
            Forward(request, next);
        }
    }

    /// <summary>Sends it on and its final response back, as a proxy does.</summary>
    private void PassOn(SipServerTransaction transaction, Onward next)
    {
        var im = Read(transaction.Request, next);
        var onward = Edited(next.Request.Edit().Remove("Via").Build(), transaction.Request);
        _host.Send(next.Target, next.Hop, () => onward, outcome =>
        {
            // RFC 4320 4.2: silence downstream is silence upstream.
            if (outcome.Response is not { } response)
            {
                transaction.Ignore();
                return;
            }

            _host.Answer(transaction, response.StatusCode);
            if (_conduct.ReportPassedUp(im, response.StatusCode) is { } receipt)
            {
                Report(im, receipt);
            }
        });
    }

    private void Refuse(SipServerTransaction transaction, Onward next, int status)
    {
        _host.Answer(transaction, status);
        var im = Read(transaction.Request, next);
        if (_conduct.ReportRefusal(im, status) is { } receipt)
        {
            Report(im, receipt);
        }
    }

    private ForwardedIm Read(SipMessage request, Onward next)
    {
        var cpim = _conduct.Examine(request);
        var to = cpim?.To.Select(address => address.Uri).ToList() ?? [];
        return new ForwardedIm
        {
            MessageId = cpim?.MessageId,
            Sender = cpim?.From?.Uri ?? request.From?.Uri.ToString() ?? "",
            Recipient = to.Find(uri => Hosting.SipAddresses.SameUser(uri, next.Target)) ?? to.FirstOrDefault() ?? next.Target,
            Target = next.Target,
            Relay = next.Self ?? _host.ContactOf("relay", next.Hop?.Transport ?? TransportKind.Tcp),
            Requests = cpim is null ? ReceiptKinds.None : _conduct.Requests(cpim),
        };
    }

    /// <summary>Sends it on to where its recipient can be reached: the Request-URI, unless others are known for it, and then to all of those.</summary>
    private void Forward(SipMessage request, Onward next)
    {
        var im = Read(request, next);
        _forwarded.Add(im);

        // The upstream Via lines have had their answer. What goes on is a request of this relay's own, though in the sender's words.
        var onward = next.Request.Edit().Remove("Via").Build();
        var targets = _contacts.TryGetValue(next.Target, out var known) ? known.Select(uri => (uri.ToString(), _host.HopTo(uri))).ToArray() : [(next.Target, next.Hop)];
        var open = targets.Length;
        var worst = 0;
        foreach (var (target, hop) in targets)
        {
            Pursue(im, onward, request, target, hop, _conduct.FollowsRedirections, outcome =>
            {
                var status = outcome.Status;
                // One that took it is enough; of several refusals a 6xx counts before the others (RFC 3261 16.7).
                worst = worst is > 0 and < 300 ? worst : status < 300 ? status : Math.Max(worst, status);
                if ((--open == 0 || !_conduct.JoinsBranches) && !_conduct.WaitsToRetry(outcome.Response))
                {
                    Ended(_conduct.Concerned(im, _forwarded), worst);
                }
            });
        }
    }

    /// <summary>Sends it to one target, and where that redirects it, to the first contact named there (RFC 3261 16.5).</summary>
    private void Pursue(ForwardedIm im, SipMessage onward, SipMessage received, string target, SipTarget? hop, bool mayRecurse, Action<MessageOutcome> ended)
    {
        im.Target = target;
        _host.Send(target, hop, () => Edited(onward.Edit().WithRequestUri(target).Build(), received), outcome =>
        {
            if (mayRecurse && outcome is { Status: >= 300 and < 400, Response: { } redirection }
                && redirection.Values(SipHeader.Contact) is [var contact, ..] && SipNameAddress.TryParse(contact, out var other) && _host.HopTo(other.Uri) is { } there)
            {
                Pursue(im, onward, received, other.Uri.ToString(), there, mayRecurse: false, ended);
            }
            else
            {
                ended(outcome);
            }
        });
    }

    private void Ended(ForwardedIm im, int status)
    {
        if (_conduct.Report(im, status) is { } receipt)
        {
            Report(im, receipt);
        }

        if (!_conduct.Remembers(status))
        {
            _forwarded.Forget(im);
        }
    }

    private void Report(ForwardedIm im, StatusReceipt receipt)
    {
        if ((im.Reported && _conduct.JoinsBranches) || im.MessageId is not { Length: > 0 })
        {
            return;
        }

        im.Reported = true;
        if (_conduct.ReportDelay > TimeSpan.Zero)
        {
            _host.Loop.After(_conduct.ReportDelay, SendAll);
        }
        else
        {
            SendAll();
        }

        void SendAll()
        {
            foreach (var addressee in _conduct.Addressees(im))
            {
                Send(im.Relay, addressee, receipt);
            }
        }
    }

    /// <summary>A receipt to this relay itself, or one that conformant conduct would have passed on without looking.</summary>
    private void OnReceipt(SipServerTransaction transaction, Onward next, CpimMessage cpim)
    {
        var document = Document(cpim);
        if (!next.IsHere && (transaction.Request.MaxForwards == 0 || next.Hop is null))
        {
            _host.Answer(transaction, transaction.Request.MaxForwards == 0 ? 483 : 404);
            return;
        }

        _host.Answer(transaction, 200);
        if (next.IsHere)
        {
            if (document is { Class: ReceiptClass.Negative })
            {
                OnNegative(new ReceivedReceipt("", IncomingBody.SenderOf(transaction.Request), cpim, document, _host.Loop.Now));
            }

            return;
        }

        switch (_conduct.Passes(document))
        {
            case ReceiptPassage.Stored:
                var onward = Edited(next.Request.Edit().Remove("Via").Build(), transaction.Request);
                _host.Send(next.Target, next.Hop, () => onward, _ => { });
                break;
            case ReceiptPassage.Replaced when document is not null:
                Send(_host.ContactOf("relay"), next.Target, document);
                break;
        }
    }

    private void OnNegative(ReceivedReceipt receipt)
    {
        foreach (var im in _forwarded.Named(receipt.Document.MessageId))
        {
            if (im.Requests.HasFlag(ReceiptKinds.Negative) && _conduct.Believes(receipt, im))
            {
                Report(im, RelayConduct.NotDelivered(im, receipt.Document.StatusCode ?? 480));
            }
        }
    }

    private void Send(string from, string to, StatusReceipt receipt)
    {
        if (!SipUri.TryParse(to, out var uri))
        {
            return;
        }

        var target = Hosting.SipAddresses.ToSip(uri).WithoutHeaders();
        var sender = SipUri.TryParse(from, out var self) ? Hosting.SipAddresses.ForTo(self) : _host.RecordOf("relay");
        var draft = new ReceiptDraft { From = from, To = to, Document = receipt };
        _conduct.Receipts.Deliver(
            receipt,
            ended => _host.Send(
                target.ToString(),
                _host.HopTo(target),
                () => _conduct.Receipts.Carry(draft, _host.NewRequest("MESSAGE", target.ToString(), Hosting.SipAddresses.ForTo(target), sender)),
                ended),
            next => Send(from, to, next));
    }

    private SipMessage Edited(SipMessage onward, SipMessage received) => _conduct.Onward(onward.Edit(), received).Build();

    private static CpimKind? Receipt(SipMessage request, out CpimMessage? cpim)
    {
        cpim = null;
        return request.ContentType?.Is("message/cpim") == true
            && CpimMessage.TryParse(request.Body, CpimReading.Tolerant, out cpim, out _)
            && ReceiptIdentification.Of(cpim) is not CpimKind.InstantMessage and var kind
            ? kind
            : null;
    }

    private static StatusReceipt? Document(CpimMessage cpim) =>
        ReceiptIdentification.TryRead(cpim.Content.Content, out var document) ? document : null;
}
