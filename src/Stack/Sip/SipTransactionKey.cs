using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>What makes a message part of a transaction.</summary>
internal readonly record struct SipTransactionKey(string Id, string SentBy, string Method)
{
    private const string Cookie = "z9hG4bK";

    /// <summary>RFC 3261 17.1.3: branch and CSeq method; the sent-by is compared as well, since a response to another host is not ours (18.1.2).</summary>
    public static SipTransactionKey OfClient(SipMessage message) =>
        new(message.TopVia?.Branch ?? "", SentByOf(message.TopVia), message.IsRequest ? message.Method : message.CSeq?.Method ?? "");

    /// <summary>RFC 3261 17.2.3: branch, sent-by and method, where ACK counts as INVITE; without the cookie, the fields RFC 2543 compared.</summary>
    public static SipTransactionKey OfServer(SipMessage request, string? asMethod = null)
    {
        var method = asMethod ?? (request.Method == "ACK" ? "INVITE" : request.Method);
        var branch = request.TopVia?.Branch;
        if (branch?.StartsWith(Cookie, StringComparison.OrdinalIgnoreCase) == true)
        {
            return new SipTransactionKey(branch.ToLowerInvariant(), SentByOf(request.TopVia), method);
        }

        // The To-tag is left out: an ACK to a non-2xx brings ours, and nothing else tells these apart less well.
        return new SipTransactionKey(
            $"{request.RequestUriText}|{request.FromTag}|{request.CallId}|{request.CSeq?.Number}|{request.TopVia}", "", method);
    }

    private static string SentByOf(SipVia? via) => via is null ? "" : via.Port is { } port ? $"{via.Host.ToLowerInvariant()}:{port}" : via.Host.ToLowerInvariant();
}
