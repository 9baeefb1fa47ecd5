using Conformance.Harness.Evidence;

namespace Conformance.Harness.Engine;

/// <summary>
/// Requests that real stacks send of their own accord, whatever scenario is under way: they look whether somebody is there, register, publish their
/// presence and subscribe to that of others. No scenario is about them, so they are answered in order and held against nobody.
/// </summary>
internal static class BackgroundTraffic
{
    /// <summary>True for a request of that kind.</summary>
    internal static bool Includes(Observed message) => message.IsRequest && message.Sip is not null && AnswerTo(message.Method) is not null;

    /// <summary>What the harness answers to a request of that kind, null for other methods. It has no event packages to subscribe or publish to.</summary>
    internal static int? AnswerTo(string method) => method switch
    {
        "OPTIONS" or "REGISTER" or "NOTIFY" => 200,
        "SUBSCRIBE" or "PUBLISH" => 501,
        _ => null,
    };
}
