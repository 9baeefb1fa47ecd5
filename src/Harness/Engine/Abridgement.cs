using System.Globalization;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;

namespace Conformance.Harness.Engine;

/// <summary>
/// Shortens the story of a case that nobody could read: a list of ten thousand gives twenty thousand messages that differ in a name. What has a
/// finding, what was forbidden and what is no message stays; the judgement has seen everything, and the journal keeps every octet.
/// </summary>
internal static class Abridgement
{
    // A few screens: enough for every scenario with people of their own, and for the shape of those with crowds.
    private const int Longest = 240;
    private const int Beginning = 100;
    private const int End = 60;

    /// <summary>The happenings to tell; runs that are left out are named by a note.</summary>
    /// <param name="happenings">Messages and other timeline entries, in order of time.</param>
    /// <param name="evidence">Places in the trace of the messages that findings point at.</param>
    internal static IReadOnlyList<object> Of(IReadOnlyList<object> happenings, IReadOnlySet<int> evidence)
    {
        if (happenings.Count <= Longest)
        {
            return happenings;
        }

        var told = new List<object>(Longest);
        var leftOut = 0;
        for (var i = 0; i < happenings.Count; i++)
        {
            var happening = happenings[i];
            if (i < Beginning || i >= happenings.Count - End || happening is not Observed message || message.Mark is ArrowMark.Forbidden || evidence.Contains(message.Index))
            {
                Tell(told, happening, ref leftOut);
            }
            else
            {
                leftOut++;
            }
        }

        return told;
    }

    private static void Tell(List<object> told, object happening, ref int leftOut)
    {
        if (leftOut > 0)
        {
            var at = happening is Observed message ? message.At : ((TimelineEntry)happening).At;
            told.Add(new TimelineEntry.Note(0, at, string.Create(CultureInfo.InvariantCulture, $"{leftOut:N0} more messages like these are not shown")));
            leftOut = 0;
        }

        told.Add(happening);
    }
}
