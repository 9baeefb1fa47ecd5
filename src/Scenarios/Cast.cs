using Conformance.Harness.Dsl;

namespace Conformance.Scenarios;

/// <summary>The actors, declared once. Meant for <c>using static</c>.</summary>
public static class Cast
{
    /// <summary>Writes instant messages and asks for receipts; issues lists.</summary>
    public static Party Alice { get; } = new("Alice");

    /// <summary>Writes instant messages as well.</summary>
    public static Party Eve { get; } = new("Eve");

    /// <summary>Gets instant messages and sends receipts.</summary>
    public static Party Bob { get; } = new("Bob");

    /// <summary>Another recipient.</summary>
    public static Party Carol { get; } = new("Carol");

    /// <summary>Yet another recipient.</summary>
    public static Party Dave { get; } = new("Dave");

    /// <summary>A SIP application server between Alice and Bob.</summary>
    public static Party Relay { get; } = new("Relay");

    /// <summary>A URI-list service.</summary>
    public static Party List { get; } = new("List");

    /// <summary>An MSRP application server.</summary>
    public static Party Switch { get; } = new("Switch");

    /// <summary>A gateway between SIP page mode and MSRP sessions.</summary>
    public static Party Gateway { get; } = new("Gateway");

    /// <summary>A main recipient, as in figure 2 of RFC 5365.</summary>
    public static Party Bill { get; } = new("Bill");

    /// <summary>A hidden main recipient.</summary>
    public static Party Randy { get; } = new("Randy");

    /// <summary>Another hidden main recipient.</summary>
    public static Party Eddy { get; } = new("Eddy");

    /// <summary>Gets a copy.</summary>
    public static Party Joe { get; } = new("Joe");

    /// <summary>Gets a blind copy.</summary>
    public static Party Ted { get; } = new("Ted");

    /// <summary>Gets another blind copy.</summary>
    public static Party Andy { get; } = new("Andy");

    /// <summary>Somebody who answers at the address of a list service and cannot prove that the address is his.</summary>
    public static Party Impostor { get; } = new("Impostor") { HasWrongCertificate = true };

    /// <summary>Somebody with no business here.</summary>
    public static Party Mallory { get; } = new("Mallory");
}
