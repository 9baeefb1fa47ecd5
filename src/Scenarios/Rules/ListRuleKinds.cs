using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;

namespace Conformance.Scenarios.Rules;

/// <summary>What the rules about lists are made of: a requirement, a few words, and what is wrong with a message, if anything is.</summary>
internal static class ListRuleKinds
{
    /// <summary>A rule about every list request.</summary>
    internal static Rule Request(string requirement, string title, Func<ListCall, Violation?> wrong) =>
        Request(requirement, title, _ => true, wrong);

    /// <summary>A rule about some list requests.</summary>
    internal static Rule Request(string requirement, string title, Func<ListCall, bool> concerns, Func<ListCall, Violation?> wrong) =>
        new(requirement, title, (message, trace) =>
            message.IsRequest && ListTraffic.Of(trace).CallOf(message) is { } call && concerns(call) ? Outcome(wrong(call)) : RuleOutcome.NotApplicable);

    /// <summary>A rule about every copy.</summary>
    internal static Rule Copy(string requirement, string title, Func<CopyView, Violation?> wrong) => Copy(requirement, title, _ => true, wrong);

    /// <summary>A rule about some copies.</summary>
    internal static Rule Copy(string requirement, string title, Func<CopyView, bool> concerns, Func<CopyView, Violation?> wrong) =>
        new(requirement, title, (message, trace) =>
            message.IsRequest && ListTraffic.Of(trace).CopyOf(message) is { } copy && concerns(copy) ? Outcome(wrong(copy)) : RuleOutcome.NotApplicable);

    /// <summary>A rule about every copy whose list request is in the evidence.</summary>
    internal static Rule Made(string requirement, string title, Func<CopyView, ListCall, Violation?> wrong) =>
        Made(requirement, title, (_, _) => true, wrong);

    /// <summary>A rule about some copies whose list request is in the evidence.</summary>
    internal static Rule Made(string requirement, string title, Func<CopyView, ListCall, bool> concerns, Func<CopyView, ListCall, Violation?> wrong) =>
        new(requirement, title, (message, trace) =>
            message.IsRequest && ListTraffic.Of(trace).CopyOf(message) is { Call: { } call } copy && concerns(copy, call)
                ? Outcome(wrong(copy, call))
                : RuleOutcome.NotApplicable);

    /// <summary>A rule about any message, with the list traffic around it.</summary>
    internal static Rule Any(string requirement, string title, Func<Observed, ListTraffic, RuleOutcome> check) =>
        new(requirement, title, (message, trace) => check(message, ListTraffic.Of(trace)));

    internal static RuleOutcome Outcome(Violation? violation) => violation is null ? RuleOutcome.Kept : RuleOutcome.Broken(violation);
}
