using Conformance.Harness.Dsl;
using Conformance.Stack;

namespace Conformance.Harness.Engine;

/// <summary>One case: a scenario with its seat, transport and variant chosen.</summary>
/// <param name="Scenario">The choreography.</param>
/// <param name="Assignment">The seat of the system under test and the party it plays.</param>
/// <param name="Transport">What carries it.</param>
/// <param name="Variant">The form.</param>
public sealed record TestCase(Scenario Scenario, SeatAssignment Assignment, TransportKind Transport, Variant Variant)
{
    /// <summary>Stable, readable id: suite, scenario, seat, transport, variant.</summary>
    public string Id { get; } = string.Join('/', Parts(Scenario, Assignment, Transport, Variant));

    /// <summary>Name of the suite in ids and folders.</summary>
    public static string SuiteName(Suite suite) => suite is Suite.Receipts ? "receipts" : "uri-list";

    /// <summary>Name of a transport in ids.</summary>
    public static string TransportName(TransportKind transport) => transport.ToString().ToLowerInvariant();

    /// <summary>All cases of the scenarios, in order of their ids.</summary>
    public static IReadOnlyList<TestCase> Expand(IEnumerable<Scenario> scenarios) =>
        [.. scenarios.SelectMany(Expand).OrderBy(c => c.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static IEnumerable<TestCase> Expand(Scenario scenario) =>
        from seat in scenario.Seats
        from variant in scenario.Variants
        where variant.OnlySeats is null || variant.OnlySeats.Contains(seat.Seat)
        from transport in scenario.Transports
        where variant.OnlyTransports is null || variant.OnlyTransports.Contains(transport)
        select new TestCase(scenario, seat, transport, variant);

    private static IEnumerable<string> Parts(Scenario scenario, SeatAssignment assignment, TransportKind transport, Variant variant)
    {
        yield return SuiteName(scenario.Suite);
        yield return scenario.Name;
        yield return assignment.Seat.Name;
        yield return TransportName(transport);
        if (variant.Name.Length > 0)
        {
            yield return Slug(variant.Name);
        }
    }

    /// <summary>Ids are file names too, so anything but letters, digits, dot and hyphen becomes a hyphen.</summary>
    private static string Slug(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_' ? c : '-'));
}
