using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Rules;

/// <summary>A small pure predicate bound to one requirement. It runs on every message that the system under test emits, in every scenario.</summary>
public interface IRule
{
    /// <summary>Id of the requirement.</summary>
    string Requirement { get; }

    /// <summary>What it looks at, in a few words.</summary>
    string Title { get; }

    /// <summary>True when the rule binds a system under test in that seat; on a passive capture, where no seat is known, it does.</summary>
    bool Binds(Seat? seat) => true;

    /// <summary>Judges one message; <paramref name="trace"/> is everything seen in the case up to its end.</summary>
    RuleOutcome Check(Observed message, Trace trace);
}

/// <summary>What a rule says about one message.</summary>
public readonly record struct RuleOutcome
{
    private RuleOutcome(bool applies, Violation? violation) => (Applies, Violation) = (applies, violation);

    /// <summary>The rule has nothing to say about this message.</summary>
    public static RuleOutcome NotApplicable => default;

    /// <summary>The rule applies and is kept.</summary>
    public static RuleOutcome Kept { get; } = new(true, null);

    /// <summary>True when the requirement was put to the test.</summary>
    public bool Applies { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public Violation? Violation { get; }

    /// <summary>The rule is broken.</summary>
    public static RuleOutcome Broken(string expected, string observed, ByteRange? bytes = null) => new(true, new Violation(expected, observed, bytes));

    /// <summary>The rule is broken, with a weight of its own.</summary>
    public static RuleOutcome Broken(Violation violation) => new(true, violation);
}

/// <summary>How a message breaks a rule.</summary>
/// <param name="Expected">What should stand there.</param>
/// <param name="Observed">What stands there.</param>
/// <param name="Bytes">Where; null when the whole message is meant.</param>
public sealed record Violation(string Expected, string Observed, ByteRange? Bytes = null)
{
    /// <summary>The weight, where it is not that of the requirement.</summary>
    public Severity? Severity { get; init; }

    /// <summary>True when this decides nothing: the case is inconclusive, unless it fails for something else.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>The ambiguity whose decision this rests on.</summary>
    public string? Reading { get; init; }

    /// <summary>The alternative reading that would allow it; null where there is none.</summary>
    public string? Alternative { get; init; }
}

/// <summary>Makes rules out of a predicate, so that a rule book reads as a table.</summary>
/// <param name="requirement">Id of the requirement.</param>
/// <param name="title">What it looks at.</param>
/// <param name="check">The predicate.</param>
public sealed class Rule(string requirement, string title, Func<Observed, Trace, RuleOutcome> check) : IRule
{
    /// <inheritdoc/>
    public string Requirement { get; } = requirement;

    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <summary>Seats in which the rule binds; null for all.</summary>
    public IReadOnlyList<Seat>? Seats { get; init; }

    /// <inheritdoc/>
    public bool Binds(Seat? seat) => Seats is null || seat is null || Seats.Contains(seat);

    /// <inheritdoc/>
    public RuleOutcome Check(Observed message, Trace trace) => !message.FromSut || Binds(trace.Seat) ? check(message, trace) : RuleOutcome.NotApplicable;
}
