namespace Conformance.Harness.Remote.Description;

/// <summary>How a system under test is made to act, and how it says what its user sees.</summary>
public sealed record SutControl
{
    /// <summary>Where its sights come from: an HTTP response that goes on, or the output of a command, one JSON object a line; null when it reports none.</summary>
    public ControlBinding? Events { get; init; }

    /// <summary>What each control action is bound to.</summary>
    public IReadOnlyDictionary<string, ControlBinding> Actions { get; init; } = new Dictionary<string, ControlBinding>();

    /// <summary>What the actions are bound to that are not listed; null for nothing.</summary>
    public ControlBinding? Otherwise { get; init; }

    /// <summary>What an action is bound to; <see cref="ControlBinding.None"/> when to nothing.</summary>
    public ControlBinding BindingOf(string action) => Actions.GetValueOrDefault(action) ?? Otherwise ?? new ControlBinding.None();
}
