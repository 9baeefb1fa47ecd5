using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Cpim;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>
/// A SIP user agent for instant messages with receipts. It takes both end seats: whoever sends messages also gets them, and gets receipts as MESSAGE
/// requests like any other.
/// </summary>
internal sealed class UserAgent : IReferenceSeat
{
    private readonly SipHost _host;
    private readonly RequestGate _gate;
    private readonly UserAgentConduct _conduct;
    private readonly KeyRing _keys;
    private readonly Sender _sender;
    private readonly Recipient _recipient;

    private UserAgent(string seat, SeatOptions options)
    {
        Seat = seat;
        _conduct = options.Deviate(new UserAgentConduct());
        _host = new SipHost(options, _conduct.Sip);
        _gate = new RequestGate(_host, new SipCapabilities { ContentTypes = IncomingBody.AcceptedTypes }, options);
        _sender = new Sender(_host, _conduct, Tell, Serve);
        _keys = new KeyRing(_host.Ids, _host.Loop);
        _recipient = new Recipient(_host, _conduct, _keys, Tell);
        _host.Request += OnRequest;
    }

    /// <inheritdoc/>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    /// <inheritdoc/>
    public string Seat { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _host.Addresses;

    /// <inheritdoc/>
    public IPEndPoint? MsrpAddress => null;

    public static UserAgent ImSender(SeatOptions options) => new("im-sender", options);

    public static UserAgent ImRecipient(SeatOptions options) => new("im-recipient", options);

    /// <inheritdoc/>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "send-im":
                _sender.Send(given);
                break;
            case "open-dialog":
                _sender.Call(given);
                break;
            case "send-list":
                _sender.SendList(given);
                break;
            case "reset":
                _sender.Reset();
                _recipient.Reset();
                _keys.Reset();
                break;
            case "use-certificates":
                _keys.Learn(given);
                break;
            default:
                if (!_recipient.Perform(action, given))
                {
                    throw new ArgumentException($"The seat {Seat} has no action \"{action}\".", nameof(action));
                }

                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    private void Tell(string what, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (UserSaw is null)
        {
            return;
        }

        var seen = new Dictionary<string, string>(values.Length);
        foreach (var (name, value) in values)
        {
            seen[name] = value;
        }

        UserSaw(what, seen);
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        if (!_sender.TakesPartOfCall(transaction))
        {
            Serve(transaction);
        }
    }

    private void Serve(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        var user = request.RequestUri?.User ?? "";
        var isAdmitted = _gate.Admits(transaction, IsServed);
        if (!isAdmitted && !_conduct.Receiving.NotesWhatWasRefused)
        {
            return;
        }

        var body = IncomingBody.Of(request, user, _keys, _conduct.Receiving.ForgivesSignatures);
        if (!isAdmitted)
        {
            _recipient.Decline(request, user, body, 420);
            return;
        }

        var kind = body.Cpim is { } cpim ? _conduct.Matching.Identify(cpim, request) : CpimKind.InstantMessage;
        if (kind != CpimKind.InstantMessage && body.Cpim is { } receipt)
        {
            OnReceipt(transaction, user, kind, receipt, body);
            return;
        }

        var status = _conduct.Receiving.Response(request, body);
        if (status == 415)
        {
            _gate.RefuseContent(transaction);
            _recipient.Decline(request, user, body, status);
        }
        else if (status >= 300)
        {
            _host.Answer(transaction, status);
        }
        else
        {
            _recipient.Take(transaction, user, body, status);
        }
    }

    /// <summary>Every user at our address. A name for a host may be ours as well: there is no DNS here to tell.</summary>
    private bool IsServed(SipUri uri) => _host.IsHere(uri) || !IPAddress.TryParse(uri.Host.Trim('[', ']'), out _);

    /// <summary>A receipt is answered like any MESSAGE, whether it can be matched or not (draft section 6.1.2).</summary>
    private void OnReceipt(SipServerTransaction transaction, string user, CpimKind kind, CpimMessage cpim, IncomingBody body)
    {
        if (_conduct.Matching.Response(cpim) is { } status)
        {
            _host.Answer(transaction, status);
        }

        if (kind == CpimKind.Neither || _conduct.Matching.Read(cpim) is not { } document)
        {
            return;
        }

        var receipt = new ReceivedReceipt(user, IncomingBody.SenderOf(transaction.Request), cpim, document, _host.Loop.Now);
        _sender.Match(receipt);
        if (_conduct.Matching.Requests(receipt) is not ReceiptKinds.None and var requests)
        {
            _recipient.Take(transaction.Request, user, body, requests);
        }
    }
}

/// <summary>Tells the user something: the name of the event, and its values.</summary>
internal delegate void TellUser(string what, params ReadOnlySpan<(string Name, string Value)> values);
