using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Running;
using Conformance.Scenarios;

namespace Conformance.Cli.Running;

/// <summary>Plans of runs against the bundled reference.</summary>
internal static class Plans
{
    /// <summary>In memory, where waiting costs nothing: timers have the values of the documents.</summary>
    internal static RunPlan Virtual(Catalogue catalogue, IReadOnlyList<TestCase> cases, ulong seed) => Plan(catalogue, cases, seed, Pixit.Virtual);

    /// <summary>On loopback: fast timers.</summary>
    internal static RunPlan Loopback(Catalogue catalogue, IReadOnlyList<TestCase> cases, ulong seed) => Plan(catalogue, cases, seed, Pixit.Loopback);

    /// <summary>Against a system somewhere else: timers, accounts and bounds are those of its SUT file.</summary>
    internal static RunPlan Remote(Catalogue catalogue, IReadOnlyList<TestCase> cases, ulong seed, SutDescription sut) =>
        Plan(catalogue, cases, seed, sut.Pixit) with { Pixit = sut.Pixit, Concurrency = sut.Limits.Concurrency };

    private static RunPlan Plan(Catalogue catalogue, IReadOnlyList<TestCase> cases, ulong seed, Pixit pixit) => new()
    {
        Cases = cases,
        AllCases = catalogue.Cases,
        Rules = catalogue.Rules,
        Witnesses = catalogue.Witnesses,
        Pixit = pixit with { Credentials = ReferenceSource.Account, NotEntitled = ReferenceSource.Guest },
        Invention = own => new PeopleAndTexts(own),
        Seed = seed,
    };
}
