using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>How a seat behaves as a SIP element, whatever its messages are about.</summary>
internal sealed record SipConduct
{
    /// <summary>The last look at each request that leaves, before it gets its Via.</summary>
    public Func<SipMessage, SipMessage> Request { get; init; } = message => message;

    /// <summary>The last look at each response that leaves; the request it answers comes first.</summary>
    public Func<SipMessage, SipMessage, SipMessage> Response { get; init; } = (_, response) => response;

    /// <summary>Whether a MESSAGE waits while another to the same Request-URI is pending (RFC 3428 8).</summary>
    public bool OneMessagePerUri { get; init; } = true;

    /// <summary>Whether a server is only talked to when its certificate is one for it (RFC 3261 26.3.1, RFC 5364 8).</summary>
    public bool ChecksCertificates { get; init; } = true;

    /// <summary>Which responses decide what becomes of a request: final ones (RFC 3261 7.2).</summary>
    public Func<int, bool> Ends { get; init; } = status => status >= 200;

    /// <summary>Which challenges are answered when credentials are at hand.</summary>
    public Func<SipMessage, bool> AnswersChallenge { get; init; } = _ => true;

    /// <summary>The method a request is served as; methods are case-sensitive (RFC 3261 7.1).</summary>
    public Func<string, string> ServedAs { get; init; } = method => method;

    /// <summary>Option tags of Require that the seat cannot honour (RFC 3261 8.2.2.3), given all it was asked for and all it supports.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>> Unsupported { get; init; } =
        (required, supported) => [.. required.Except(supported, StringComparer.OrdinalIgnoreCase)];
}
