using System.Linq.Expressions;

namespace Perch.Api;

/// <summary>Puts a list's own expressions together into ones that a database can translate.</summary>
internal static class Placing
{
    public static Expression<Func<T, Placed<T>>> ByText<T>(
        Expression<Func<T, string?>> key, Expression<Func<T, Guid>> id)
    {
        var item = key.Parameters[0];
        var text = Expression.Coalesce(key.Body, Expression.Constant(""));
        return New<T>(item, id, Expression.Bind(typeof(Placed<T>).GetProperty(nameof(Placed<>.TextKey))!, text));
    }

    public static Expression<Func<T, Placed<T>>> ByNumber<T>(
        Expression<Func<T, long>> key, Expression<Func<T, Guid>> id) => New<T>(
            key.Parameters[0],
            id,
            Expression.Bind(typeof(Placed<T>).GetProperty(nameof(Placed<>.NumberKey))!, key.Body));

    /// <summary>True for an item for which any of the conditions is.</summary>
    public static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> conditions)
    {
        var item = Expression.Parameter(typeof(T), "item");
        var any = conditions.Select(condition => Of(condition.Body, condition.Parameters[0], item))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<T, bool>>(any, item);
    }

    /// <summary>A condition on one of an item's members.</summary>
    public static Expression<Func<T, bool>> On<T, TMember>(
        Expression<Func<T, TMember>> member, Expression<Func<TMember, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(
            Of(condition.Body, condition.Parameters[0], member.Body), member.Parameters[0]);

    private static Expression<Func<T, Placed<T>>> New<T>(
        ParameterExpression item, Expression<Func<T, Guid>> id, MemberBinding key)
    {
        var placed = Expression.MemberInit(
            Expression.New(typeof(Placed<T>)),
            Expression.Bind(typeof(Placed<T>).GetProperty(nameof(Placed<>.Item))!, item),
            Expression.Bind(typeof(Placed<T>).GetProperty(nameof(Placed<>.Id))!, Of(id.Body, id.Parameters[0], item)),
            key);
        return Expression.Lambda<Func<T, Placed<T>>>(placed, item);
    }

    private static Expression Of(Expression body, ParameterExpression from, Expression to) =>
        new Swap(from, to).Visit(body);

    private sealed class Swap(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
