using Conformance.Stack;

namespace Conformance.Harness.Dsl;

/// <summary>Which specification a scenario belongs to; also the first part of its case ids.</summary>
public enum Suite
{
    /// <summary>draft-khartabil-simple-im-receipts-00.</summary>
    Receipts,

    /// <summary>RFC 5365 with what it pulls in.</summary>
    UriList,
}

/// <summary>What carries the messages of a scenario.</summary>
public enum Carrier
{
    /// <summary>SIP MESSAGE (RFC 3428).</summary>
    Sip,

    /// <summary>MSRP SEND (RFC 4975) in a session set up by SIP.</summary>
    Msrp,

    /// <summary>Across a gateway: MSRP SEND for a party that has a session, SIP MESSAGE for one that has none.</summary>
    Both,
}

/// <summary>A choreography as data: who takes part, what happens in which order, what it shows. It does not know who is under test.</summary>
/// <param name="name">Stable name, lower case with hyphens; part of every case id.</param>
public sealed class Scenario(string name)
{
    /// <summary>Stable name.</summary>
    public string Name { get; } = name;

    /// <summary>Other names under which people look for it: one scenario may show what two documents ask for.</summary>
    public IReadOnlyList<string> AlsoKnownAs { get; init; } = [];

    /// <summary>The suite it belongs to.</summary>
    public required Suite Suite { get; init; }

    /// <summary>One line: who does what when.</summary>
    public required string Title { get; init; }

    /// <summary>Two to four sentences that tell it to somebody who has not read the specification.</summary>
    public required string Story { get; init; }

    /// <summary>The seats in which a system under test can be judged, with the party it plays there.</summary>
    public required IReadOnlyList<SeatAssignment> Seats { get; init; }

    /// <summary>The transports it runs over; MSRP scenarios use the same one for signalling and session.</summary>
    public IReadOnlyList<TransportKind> Transports { get; init; } = [TransportKind.Udp, TransportKind.Tcp, TransportKind.Tls];

    /// <summary>Transports that the system under test has to have beside the one of the case.</summary>
    public IReadOnlyList<TransportKind> BesideTransports { get; init; } = [];

    /// <summary>What carries its messages.</summary>
    public Carrier Carrier { get; init; } = Carrier.Sip;

    /// <summary>The steps, where the scenario has one form.</summary>
    public IReadOnlyList<Step> Flow
    {
        init => Variants = [new Variant("", value)];
    }

    /// <summary>The forms of the scenario, where it has several.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>The fence that bounds its silences; null for the usual one of the seat.</summary>
    public string? Fence { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>One form of a scenario.</summary>
/// <param name="Name">Part of the case id; empty for an only form.</param>
/// <param name="Steps">Its steps.</param>
public sealed record Variant(string Name, IReadOnlyList<Step> Steps)
{
    /// <summary>Seats for which this form makes sense; null for all of the scenario.</summary>
    public IReadOnlyList<Seat>? OnlySeats { get; init; }

    /// <summary>Transports for which this form makes sense; null for all of the scenario.</summary>
    public IReadOnlyList<TransportKind>? OnlyTransports { get; init; }

    /// <summary>Transports that the system under test has to have for this form, beside those that the scenario needs.</summary>
    public IReadOnlyList<TransportKind> BesideTransports { get; init; } = [];
}

/// <summary>Makes variants from a table of values.</summary>
public static class Vary
{
    /// <summary>One variant for each value, named after it.</summary>
    public static IReadOnlyList<Variant> Over<T>(IEnumerable<T> values, Func<T, IReadOnlyList<Step>> flow)
        where T : notnull => [.. values.Select(v => new Variant(NameOf(v), flow(v)))];

    /// <summary>One variant for each named value.</summary>
    public static IReadOnlyList<Variant> Over<T>(IEnumerable<(string Name, T Value)> values, Func<T, IReadOnlyList<Step>> flow) =>
        [.. values.Select(v => new Variant(v.Name, flow(v.Value)))];

    private static string NameOf<T>(T value)
        where T : notnull => value switch
        {
            Codes codes => codes.Text,
            Template template => template.Name,
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
}
