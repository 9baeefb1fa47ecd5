using Conformance.Cli.Selection;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Showing;

/// <summary>Writes down one scenario, case or requirement for a reader at a terminal.</summary>
internal sealed class Page(TextWriter output)
{
    private const int LineWidth = 110;

    private readonly Catalogue _catalogue = new();

    /// <exception cref="CommandException">Nothing has that id.</exception>
    internal void Show(string id)
    {
        id = id.Trim().Trim('/');
        if (_catalogue.Scenarios.FirstOrDefault(s => s.AlsoKnownAs.Prepend(s.Name).Contains(id, StringComparer.OrdinalIgnoreCase)) is { } scenario)
        {
            ShowScenario(scenario);
        }
        else if (_catalogue.Cases.FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } @case)
        {
            ShowCase(@case);
        }
        else if (Requirements.TryGet(id, out var requirement))
        {
            ShowRequirement(requirement);
        }
        else
        {
            throw Known.Unknown(id, "scenario, case or requirement", [.. _catalogue.Scenarios.Select(s => s.Name), .. Requirements.All.Select(r => r.Id), .. _catalogue.Cases.Select(c => c.Id)]);
        }
    }

    private void ShowScenario(Scenario scenario)
    {
        Head(scenario.Name, scenario);
        Field("seats", string.Join(", ", scenario.Seats.Select(s => $"{s.Seat.Name} ({s.Party})")));
        Field("over", $"{scenario.Carrier.ToString().ToUpperInvariant()}; {string.Join(", ", scenario.Transports.Select(TestCase.TransportName))}");
        string[] variants = [.. scenario.Variants.Select(v => v.Name).Where(n => n.Length > 0)];
        if (variants.Length > 0)
        {
            Field("variants", string.Join(", ", variants));
        }

        var first = scenario.Variants[0];
        output.WriteLine();
        if (variants.Length > 1)
        {
            output.WriteLine($"Variant {first.Name}:");
        }

        Ladder(first, null);
        Field("run it", $"conformance run --only {scenario.Name}");
    }

    private void ShowCase(TestCase @case)
    {
        Head(@case.Id, @case.Scenario);
        Field("seat", $"{@case.Assignment.Seat.Name}: {@case.Assignment.Seat.Text}");
        output.WriteLine();
        Ladder(@case.Variant, @case.Assignment.Party.Name);
        Field("run it", Spelling.Rerun(@case.Id));
        Field("", $"{Spelling.Rerun(@case.Id)} --virtual");
    }

    private void Head(string id, Scenario scenario)
    {
        output.WriteLine(id);
        output.WriteLine(scenario.Title);
        output.WriteLine();
        Text(scenario.Story);
        output.WriteLine();
    }

    private void Ladder(Variant variant, string? sut)
    {
        var rows = StepLadder.Rows(variant.Steps).ToArray();
        output.Write(LadderText.Render([], sut, rows.Select(r => r.Row)));
        output.WriteLine();
        foreach (var proof in rows.SelectMany(r => r.Step.Requirements.Select(id => (Id: id, r.Row.Margin))).GroupBy(p => p.Id, p => p.Margin))
        {
            Clause(Requirements.Get(proof.Key), $"line {string.Join(", ", proof.Distinct())}");
        }
    }

    private void Clause(Requirement requirement, string where)
    {
        output.WriteLine($"{requirement.Id}  {Spelling.Of(requirement.Level)}, {requirement.Specification} {requirement.Section}; {where}");
        Text(requirement.Text, "    ");
        output.WriteLine();
    }

    private void ShowRequirement(Requirement requirement)
    {
        var verifiers = RequirementMatrix.Verifiers(_catalogue.Scenarios, _catalogue.Rules);
        var row = RequirementMatrix.Compute([], verifiers).First(r => r.Requirement.Id == requirement.Id);
        output.WriteLine($"{requirement.Id}  {Spelling.Of(requirement.Level)}, {requirement.Specification} {requirement.Section}");
        Text(requirement.Text);
        output.WriteLine();
        Field("binds", string.Join(", ", requirement.Roles));
        Optional("when", requirement.Condition);
        Optional("shows", requirement.Observable);
        Optional("purpose", requirement.Purpose);
        Optional("same as", requirement.DuplicateOf);
        Field("status", Listings.Standing(row));
        Optional("reason", requirement.NotTestableReason);
        foreach (var verifier in row.VerifiedBy)
        {
            Field("verified by", verifier);
        }

        foreach (var deviation in ReferenceSeats.Deviations.Where(d => d.Requirement == requirement.Id))
        {
            Field("broken by", $"{Known.FullName(deviation)}: {deviation.Text}");
        }

        if (row.VerifiedBy.Count > 0)
        {
            Field("run it", $"conformance run --only {requirement.Id}");
        }
    }

    private void Optional(string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            Field(name, value);
        }
    }

    private void Field(string name, string value)
    {
        var indent = new string(' ', 13);
        output.Write(name.PadRight(indent.Length));
        output.WriteLine(name == "run it" || name.Length == 0 ? value : string.Join('\n' + indent, Fold(value, LineWidth - indent.Length)));
    }

    private void Text(string text, string indent = "")
    {
        foreach (var line in Fold(text, LineWidth - indent.Length))
        {
            output.WriteLine(indent + line);
        }
    }

    private static IEnumerable<string> Fold(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
