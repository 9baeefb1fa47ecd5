using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Engine;

/// <summary>A system under test in one seat: where it listens, how it is driven.</summary>
public interface ISut : IDisposable
{
    /// <summary>Name for reports.</summary>
    string Name { get; }

    /// <summary>Where it takes SIP over that transport; null when it does not.</summary>
    IPEndPoint? SipAddress(TransportKind transport);

    /// <summary>Where it takes MSRP connections; null when its answers will say.</summary>
    IPEndPoint? MsrpAddress { get; }

    /// <summary>The user part of its user in a case; a fixed name, or one that carries the nonce of the case where it takes any user.</summary>
    string UserFor(Party party, string nonce);

    /// <summary>True when the cases have its user in common: the nonce of a case is not in the user part.</summary>
    bool SharesUser(Party party, string nonce) => !UserFor(party, nonce).Contains(nonce, StringComparison.Ordinal);

    /// <summary>The user part by which it wants to be addressed over a transport, where that is not the one of its identity; null for the same.</summary>
    string? ContactUser(TransportKind transport) => null;

    /// <summary>Its control hooks.</summary>
    ISutControl Control { get; }
}

/// <summary>The upper tester: makes the system under test act and says what its user sees.</summary>
public interface ISutControl
{
    /// <summary>True when the control action is bound to something.</summary>
    bool Supports(string action);

    /// <summary>True when it reports what its user sees.</summary>
    bool ReportsSights { get; }

    /// <summary>How often the report of sights was interrupted so far: what was to be seen meanwhile may be missing, and is then no evidence.</summary>
    int SightBreaks => 0;

    /// <summary>Carries out an action. Completion comes on the loop of the harness.</summary>
    /// <param name="action">Name of the control action.</param>
    /// <param name="values">Its values.</param>
    /// <param name="completed">Called once, with null or with what went wrong.</param>
    void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed);

    /// <summary>Something a user saw. Raised on the loop of the harness.</summary>
    event Action<UserSight>? UserSaw;
}

/// <summary>What the user of the system under test saw.</summary>
/// <param name="Event">Name of the event, such as <c>show-receipt</c>.</param>
/// <param name="Values">Its values; <c>user</c> is the user part of the user concerned.</param>
public sealed record UserSight(string Event, IReadOnlyDictionary<string, string> Values);

/// <summary>Starts a system under test on the network of a run: the bundled reference in process, or a description of a remote one.</summary>
public interface ISutSource
{
    /// <summary>Name for reports.</summary>
    string Name { get; }

    /// <summary>Puts it into a seat.</summary>
    /// <param name="seat">The seat.</param>
    /// <param name="network">The network of a virtual world; null when it brings its own sockets.</param>
    /// <param name="harnessLoop">The loop on which sights and completions are raised.</param>
    /// <param name="seed">Seed for its ids, where it takes one.</param>
    ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed);
}
