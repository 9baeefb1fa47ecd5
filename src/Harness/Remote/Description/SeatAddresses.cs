using System.Net;
using Conformance.Stack;

namespace Conformance.Harness.Remote.Description;

/// <summary>Where a system under test is when it takes a seat. Numeric addresses: a lab needs no DNS.</summary>
public sealed record SeatAddresses
{
    /// <summary>A user part that any case can have for itself.</summary>
    public const string AnyUser = "{party}.{nonce}";

    /// <summary>SIP over UDP; null when it does not take it, or when it registers with the harness and says so itself.</summary>
    public IPEndPoint? Udp { get; init; }

    /// <summary>SIP over TCP.</summary>
    public IPEndPoint? Tcp { get; init; }

    /// <summary>SIP over TLS.</summary>
    public IPEndPoint? Tls { get; init; }

    /// <summary>MSRP; null when its session descriptions will say.</summary>
    public IPEndPoint? Msrp { get; init; }

    /// <summary>
    /// The user part of its user: a fixed name such as <c>bob</c>, or a template with <c>{party}</c> (name of the party in the scenario, in lower case)
    /// and <c>{nonce}</c> (differs from case to case) where it takes any user.
    /// </summary>
    public string User { get; init; } = AnyUser;

    /// <summary>True when every case has a user of its own.</summary>
    public bool TakesAnyUser => User.Contains("{nonce}", StringComparison.Ordinal);

    /// <summary>The user part under which it registers with the harness; empty for whichever.</summary>
    public string RegisteredUser => User.Contains('{', StringComparison.Ordinal) ? "" : User;

    /// <summary>Where it takes SIP over that transport; null when the file does not say.</summary>
    public IPEndPoint? Sip(TransportKind transport) => transport switch
    {
        TransportKind.Udp => Udp,
        TransportKind.Tcp => Tcp,
        _ => Tls,
    };

    /// <summary>The user part of its user in a case.</summary>
    /// <param name="party">Name of the party that it plays.</param>
    /// <param name="nonce">The nonce of the case.</param>
    public string UserFor(string party, string nonce) =>
        User.Replace("{party}", party.ToLowerInvariant(), StringComparison.Ordinal).Replace("{nonce}", nonce, StringComparison.Ordinal);
}
