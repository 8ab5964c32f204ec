"""An Airflow DAG: run every night, then check the tables; retried, since a run goes on where it stopped."""

from __future__ import annotations

import datetime as dt

from airflow import DAG
from airflow.operators.bash import BashOperator

HOME = "/srv/edufakta"
PYTHON = f"{HOME}/venv/bin/python"

with DAG(
    dag_id="edufakta",
    description="Facts from Indonesian education news",
    schedule="15 2 * * *",
    start_date=dt.datetime(2025, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": dt.timedelta(minutes=10)},
) as dag:
    # Exit code 3 is success with rejections, which the manifest lists; 4 is another run on the same output: try later.
    run = BashOperator(
        task_id="run",
        bash_command=(
            f"cd {HOME} && {PYTHON} -m pipeline run news --config edufakta.toml --json --quiet || test $? -eq 3"
        ),
        execution_timeout=dt.timedelta(hours=6),
    )
    verify = BashOperator(task_id="verify", bash_command=f"cd {HOME} && {PYTHON} -m pipeline verify --tables tables")
    run >> verify
