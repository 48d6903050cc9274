using MudBlazor;

namespace Perch.Portal;

/// <summary>Says at the foot of the page what has been done, or why not.</summary>
internal sealed class Notices(ISnackbar snackbar)
{
    public void Done(string what) => snackbar.Add(what, Severity.Success);

    /// <summary>Done, and how to take it back.</summary>
    public void Done(string what, string action, Func<Task> undo) => snackbar.Add(what, Severity.Success, options =>
    {
        options.Action = action;
        options.OnClick = _ => undo();
    });

    public void Refused(ApiAnswer answer) => snackbar.Add(answer.WholeReason, Severity.Error);

    public void Refused(string why) => snackbar.Add(why, Severity.Error);

    /// <summary>Says what was done where the answer is fine, else why not; tells which.</summary>
    public bool Tell(ApiAnswer answer, string done)
    {
        if (answer.IsFine)
        {
            Done(done);
        }
        else
        {
            Refused(answer);
        }

        return answer.IsFine;
    }
}
