using Bogus;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Reports;

/// <summary>Made-up runs of any size over the real ledger, the same for the same number of cases: for trying the page.</summary>
internal static class LargeRun
{
    private static readonly string[] Seats = ["im-sender", "im-recipient", "im-intermediary", "list-service"];
    private static readonly string[] Transports = ["udp", "tcp", "tls"];

    public static RunResult Of(int count)
    {
        var faker = new Faker { Random = new Randomizer(count) };
        var clauses = Requirements.All.Where(requirement => requirement.IsTestable).ToArray();
        var cases = Enumerable.Range(0, count).Select(number => Case(number, faker, clauses)).OrderBy(one => one.Id, StringComparer.Ordinal).ToArray();
        var exercised = cases.SelectMany(one => one.Exercised.Select(id => (id, one))).ToLookup(pair => pair.id, pair => pair.one);
        return SampleRun.Result with
        {
            SutName = "acme-ims 2.3",
            Seed = 20261121,
            Cases = cases,
            Selected = count,
            Duration = TimeSpan.FromSeconds(74),
            Requirements = [.. Requirements.All.Select(requirement => new RequirementResult(requirement, Status(requirement, exercised), [.. exercised[requirement.Id].Select(one => one.Id)], ["cpim.rule"]))],
        };
    }

    private static RequirementStatus Status(Requirement requirement, ILookup<string, CaseResult> exercised)
    {
        var blaming = exercised[requirement.Id].SelectMany(one => one.Findings).Where(finding => finding.Requirement == requirement.Id).ToArray();
        return !requirement.IsTestable ? RequirementStatus.NotTestable
            : blaming.Any(finding => finding.Severity == Severity.Fail) ? RequirementStatus.Failed
            : blaming.Length > 0 ? RequirementStatus.Warned
            : exercised[requirement.Id].Any() ? RequirementStatus.Passed
            : requirement.Id.Length % 2 == 0 ? RequirementStatus.NotVerifiedYet : RequirementStatus.NotExercised;
    }

    private static CaseResult Case(int number, Faker faker, Requirement[] clauses)
    {
        var model = SampleRun.Result.Cases[number % 97 == 0 ? 0 : number % 61 == 0 ? 2 : number % 89 == 0 ? 3 : number % 53 == 0 ? 4 : 1];
        var scenario = $"{model.Suite}/{faker.Hacker.Verb().Replace(' ', '-')}-{faker.Hacker.Noun().Replace(' ', '-')}";
        var (seat, transport) = (faker.PickRandom(Seats), faker.PickRandom(Transports));

        // Few clauses are ever blamed: a stack has few faults, and many cases that show each.
        var blamed = clauses[(model.Title.Length * 7) % 40];
        return model with
        {
            Id = $"{scenario}/{seat}/{transport}/v{number}",
            Scenario = scenario,
            Seat = seat,
            Transport = transport,
            Variant = $"v{number}",
            Findings = [.. model.Findings.Select(finding => finding.Requirement is null ? finding : finding with { Requirement = blamed.Id })],
            Exercised = [blamed.Id, .. faker.PickRandom(clauses, 12).Select(clause => clause.Id).Distinct()],
            Timeline = [.. model.Timeline.Select(entry => entry is TimelineEntry.Wire wire ? wire with { Bytes = SampleRun.Sip($"MESSAGE sip:{faker.Internet.UserName()}@127.0.0.1 SIP/2.0", $"<{faker.Random.AlphaNumeric(24)}>") } : entry)],
        };
    }
}
