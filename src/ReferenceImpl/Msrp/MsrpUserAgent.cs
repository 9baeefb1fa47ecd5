using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Smime;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>An MSRP user agent for instant messages with read receipts. It takes both end seats, since who asks for receipts also gets them.</summary>
internal sealed class MsrpUserAgent : IReferenceSeat
{
    private readonly MsrpConduct _conduct;
    private readonly MsrpCalls _calls;
    private readonly KeyRing _keys;
    private readonly MsrpSender _sender;
    private readonly MsrpRecipient _recipient;

    private MsrpUserAgent(string seat, SeatOptions options)
    {
        Seat = seat;
        _conduct = options.Deviate(new MsrpConduct());
        _keys = new KeyRing(options.Ids.Child("smime"), options.Network.Loop);
        _calls = new MsrpCalls(options, _conduct.Agent.Sip, (user, description) => _conduct.Describe(WithTypes(user, description)), new MsrpReplies(_conduct, IsOptedOut));
        _sender = new MsrpSender(_calls, _conduct, Tell);
        _recipient = new MsrpRecipient(_calls, _conduct, _keys, Tell);
        _calls.Up += call => Tell("session-up", ("user", call.User), ("peer", call.Peer));
        _calls.Ended += (call, _) => Tell("session-closed", ("user", call.User), ("peer", call.Peer));
        _calls.Received += OnMessage;
        if (_conduct.TakesFragments)
        {
            _calls.Added += call => Fragments.Of(call.Session, message => OnMessage(call, message));
        }
    }

    /// <inheritdoc/>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    /// <inheritdoc/>
    public string Seat { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _calls.Host.Addresses;

    /// <inheritdoc/>
    public IPEndPoint? MsrpAddress => _calls.Address;

    public static MsrpUserAgent Sender(SeatOptions options) => new("msrp-sender", options);

    public static MsrpUserAgent Recipient(SeatOptions options) => new("msrp-recipient", options);

    /// <inheritdoc/>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "send-im":
                _sender.Send(given);
                break;
            case "open-session":
                _calls.Open(given.User, SipUri.TryParse(given.Required("to"), out var to) ? to : throw new ArgumentException($"to is no URI: {given.Required("to")}"));
                break;
            case "close-session":
                foreach (var call in _calls.Of(given.User).ToArray())
                {
                    _calls.Close(call, "the user has left");
                }

                break;
            case "use-certificates":
                _keys.Learn(given);
                break;
            case "reset":
                _keys.Reset();
                _sender.Reset();
                _recipient.Reset();
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
    public void Dispose() => _calls.Dispose();

    /// <summary>Instant message or receipt: a property of the complete message, however many chunks it came in (draft section 7.1.3).</summary>
    private void OnMessage(MsrpCall call, MsrpReceived message)
    {
        if (message.IsDuplicate)
        {
            return;
        }

        var body = Open(call.User, message);
        var kind = body.Cpim is { } entity ? _conduct.Identify(message, entity) : CpimKind.InstantMessage;
        if (kind == CpimKind.InstantMessage)
        {
            if (body.Refusal == 0)
            {
                _recipient.Take(call, message, body);
            }
        }
        else if (kind != CpimKind.Neither && body.Cpim is { } cpim && _sender.Match(call, cpim) is { } receipt
            && _conduct.Agent.Matching.Requests(receipt) is not ReceiptKinds.None and var requests)
        {
            _recipient.Take(call, message, body, requests);
        }
    }

    /// <summary>Who holds S/MIME keys takes what is signed or encrypted, and says so (RFC 4975 14.3).</summary>
    private MsrpDescription WithTypes(string user, MsrpDescription description) =>
        _keys.Serves(user) ? description with { AcceptTypes = [.. description.AcceptTypes, "multipart/signed", "application/pkcs7-mime"] } : description;

    private bool IsOptedOut(MsrpSession session) => _calls.In(session) is { } call && _recipient.IsOptedOut(call.User);

    private IncomingBody Open(string user, MsrpReceived message) =>
        IncomingBody.Of(message.First.ContentType ?? MediaType.Parse("text/plain"), message.Body, user, _keys, _conduct.Agent.Receiving.ForgivesSignatures);

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
}
