using Conformance.Harness.Dsl;
using Conformance.Harness.Remote.Description;

namespace Conformance.Scenarios.Tests;

public sealed class ControlActionSpecs
{
    [Test]
    public void Every_action_of_a_scenario_is_known_to_sut_files_with_its_values_and_seats()
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (control, seat) in Everything.Scenarios.SelectMany(Asked))
        {
            if (ControlAction.Named(control.Action) is not { } action)
            {
                unknown.Add(control.Action);
                continue;
            }

            unknown.UnionWith(control.Values.Select(v => v.Name).Except(action.Values).Where(v => v != "user").Select(v => $"{control.Action} {v}"));
            if (!action.Seats.Contains(seat))
            {
                unknown.Add($"{control.Action} at {seat}");
            }
        }

        Assert.That(unknown, Is.Empty);
    }

    private static IEnumerable<(Control Control, Seat Seat)> Asked(Scenario scenario) =>
        from variant in scenario.Variants
        from assignment in scenario.Seats
        where variant.OnlySeats is null || variant.OnlySeats.Contains(assignment.Seat)
        from step in Controls(variant.Steps)
        where step.Who == assignment.Party
        select (step, assignment.Seat);

    private static IEnumerable<Control> Controls(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        Control control => [control],
        AnyOrder any => Controls(any.Steps),
        OneOf one => Controls(one.Alternatives),
        Optional optional => Controls([optional.Allowed]),
        _ => Enumerable.Empty<Control>(),
    });
}
