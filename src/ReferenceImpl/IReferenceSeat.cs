using System.Net;
using Conformance.Stack;

namespace Conformance.ReferenceImpl;

/// <summary>
/// One seat of the bundled implementation. It serves any user part at its own address and keeps all state per user. Everything happens on the event
/// loop of its network.
/// </summary>
public interface IReferenceSeat : IDisposable
{
    /// <summary>One of <see cref="ReferenceSeats.All"/>.</summary>
    string Seat { get; }

    /// <summary>Where it listens for SIP; TLS only when it was given a certificate.</summary>
    IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses { get; }

    /// <summary>Where it listens for MSRP; null for seats without sessions.</summary>
    IPEndPoint? MsrpAddress { get; }

    /// <summary>Makes the user of this seat do something. Call it on the event loop.</summary>
    /// <param name="action">A control action, such as "send-im" or "deliver".</param>
    /// <param name="values">Its values by name; most need "user", the user part concerned.</param>
    /// <exception cref="ArgumentException">This seat has no such action, or a value is missing or makes no sense.</exception>
    void Perform(string action, IReadOnlyDictionary<string, string> values);

    /// <summary>What the user sees: the name of the event ("show", "show-receipt", ...) and its values.</summary>
    event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;
}
