using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Remote.Control;

/// <summary>A person at the console who does what programs cannot.</summary>
public interface IOperator
{
    /// <summary>Asks the person to do something.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Null when it was done, or what the person says went wrong.</returns>
    Task<string?> AskAsync(string request, CancellationToken cancel);
}

/// <summary>An action that a person carries out, one at a time.</summary>
/// <param name="binding">What the person is asked.</param>
/// <param name="person">The person; null when nobody is there.</param>
/// <param name="turns">Shared by all such actions of a run: nobody can read two requests at once.</param>
internal sealed class ManualAction(ControlBinding.Manual binding, IOperator? person, SemaphoreSlim turns) : IBoundAction
{
    public async Task<string?> PerformAsync(string action, IReadOnlyDictionary<string, string> values, TimeSpan timeout, CancellationToken cancel)
    {
        if (person is null)
        {
            return "nobody is at the console to do it; bind it to http or exec, or start the run from a terminal";
        }

        await turns.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(timeout);
            return await person.AskAsync(Placeholders.Fill(binding.Prompt, action, values), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"nobody said within {timeout.TotalSeconds:0} s that it was done";
        }
        finally
        {
            turns.Release();
        }
    }
}
