using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>
/// The checks that come before a request is looked at for what it says, in the order of RFC 3261 8.2. What fails is answered here, and so is OPTIONS.
/// </summary>
internal sealed class RequestGate
{
    // RFC 3261 and its extensions: methods we know of and may refuse by 405; any other gets 501 (8.2.1, 21.5.2).
    private static readonly HashSet<string> KnownMethods = new(StringComparer.Ordinal)
    {
        "ACK", "BYE", "CANCEL", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "PUBLISH", "REFER", "REGISTER", "SUBSCRIBE", "UPDATE",
    };

    private readonly SipHost _host;
    private readonly SipCapabilities _capabilities;
    private readonly DigestServer? _digest;

    /// <summary>Users must prove who they are when the options name accounts.</summary>
    public RequestGate(SipHost host, SipCapabilities capabilities, SeatOptions options)
    {
        _host = host;
        _capabilities = capabilities;
        _digest = options.Accounts.Count == 0
            ? null
            : new DigestServer(options.Realm, options.Accounts.GetValueOrDefault, options.Ids.Child("digest-server"));
    }

    /// <summary>Whether a request may be served; if not, it has been answered.</summary>
    /// <param name="isServed">Whether the Request-URI, a SIP or im: URI, names somebody here.</param>
    public bool Admits(SipServerTransaction transaction, Func<SipUri, bool> isServed)
    {
        var request = transaction.Request;
        var method = _host.Conduct.ServedAs(request.Method);
        if (method == "CANCEL")
        {
            // Only an INVITE can be cancelled to any effect (RFC 3261 9.1), and there are none here.
            _host.Answer(transaction, _host.Transactions.CancelledBy(transaction) is null ? 481 : 200);
            return false;
        }

        if (!Authenticates(transaction))
        {
            return false;
        }

        if (!_capabilities.Methods.Contains(method, StringComparer.Ordinal))
        {
            Refuse(transaction, KnownMethods.Contains(method) ? 405 : 501, "Allow", _capabilities.Methods);
            return false;
        }

        if (request.RequestUri is not { } uri || !IsSipScheme(uri))
        {
            _host.Answer(transaction, request.RequestUri is null ? 400 : 416);
            return false;
        }

        if (!isServed(uri))
        {
            _host.Answer(transaction, 404);
            return false;
        }

        if (transaction.IsMerged)
        {
            _host.Answer(transaction, 482);
            return false;
        }

        var unsupported = _host.Conduct.Unsupported(request.Values(SipHeader.Require), _capabilities.OptionTags);
        if (unsupported.Count > 0)
        {
            Refuse(transaction, 420, "Unsupported", unsupported);
            return false;
        }

        if (method == "OPTIONS")
        {
            Describe(transaction);
            return false;
        }

        return true;
    }

    /// <summary>415 with the list of what would have been taken (RFC 3261 8.2.3).</summary>
    public void RefuseContent(SipServerTransaction transaction) => Refuse(transaction, 415, "Accept", _capabilities.ContentTypes);

    // im: URIs stay in the Request-URI when nobody on the way could resolve them (RFC 3428 5).
    private static bool IsSipScheme(SipUri uri) => uri.IsSip || uri.IsSips || uri.Scheme.Equals("im", StringComparison.OrdinalIgnoreCase);

    private bool Authenticates(SipServerTransaction transaction)
    {
        if (_digest is null)
        {
            return true;
        }

        var outcome = _digest.Verify(transaction.Request, _host.Loop.Now);
        switch (outcome)
        {
            case DigestOutcome.Accepted:
                return true;
            case DigestOutcome.Malformed:
                _host.Answer(transaction, 400);
                return false;
            default:
                _host.Answer(transaction, _digest.Challenge(transaction.Request, _host.Loop.Now, outcome == DigestOutcome.Stale));
                return false;
        }
    }

    private void Refuse(SipServerTransaction transaction, int status, string header, IReadOnlyList<string> values) =>
        _host.Answer(transaction, _host.Reply(transaction.Request, status).Add(header, string.Join(", ", values)).Build());

    private void Describe(SipServerTransaction transaction) => _host.Answer(transaction, _host.Reply(transaction.Request, 200)
        .Add("Allow", string.Join(", ", _capabilities.Methods))
        .Add("Accept", string.Join(", ", _capabilities.ContentTypes))
        .Add("Accept-Encoding", "identity")
        .Add("Accept-Language", "en")
        .Add("Supported", string.Join(", ", _capabilities.OptionTags))
        .Build());
}
